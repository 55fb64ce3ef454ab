import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/cli/options.ts';
import { findRules } from '../../src/cli/find-rules.ts';
import { RULES } from '../../src/index.ts';
import { REPORTERS, TOOL } from '../../src/reporters/index.ts';
import { portRule, secretRule } from '../reporters/sample-report.ts';
import { temporaryFolder } from '../workspace/temporary-folder.ts';
import { runIn } from './fake-terminal.ts';

const cwd = process.cwd();

describe('the program', () => {
  it('has the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect(TOOL.version).toBe(version);
    expect(await runIn({ cwd }, '--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('prints its help within the terminal', async () => {
    const { code, stdout, stderr } = await runIn({ cwd, columns: 80 }, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: ecs-lint [options] [path ...]');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('has a reporter for each format that it takes', () => {
    expect([...FORMATS]).toEqual(Object.keys(REPORTERS));
  });

  it('says one line when something should not have happened, and where when asked', async () => {
    const broken = { cwd, environment: { ECS_LINT_DEBUG: '1' } };
    const { code, stderr } = await runIn({ ...broken, columns: Number.NaN }, 'explain', 'nothing-like-this-at-all');
    expect(code).toBe(2);
    expect(stderr.split('\n')[0]).toBe(
      "ecs-lint: No rule has this id, other name or AWS error: 'nothing-like-this-at-all'; ecs-lint rules lists all rules.",
    );
  });
});

describe('rules', () => {
  it('lists each rule with the fields of the contract', async () => {
    const { code, stdout } = await runIn({ cwd }, 'rules', '--format', 'json');
    const rules = JSON.parse(stdout) as Record<string, unknown>[];
    expect(code).toBe(0);
    expect(rules.map((rule) => rule['id'])).toEqual(RULES.map(({ id }) => id).sort());
    for (const rule of rules) {
      expect(Object.keys(rule)).toEqual([
        'id',
        'summary',
        'category',
        'severity',
        'presets',
        'since',
        'fixable',
        'aka',
        'awsErrors',
      ]);
    }
    expect(rules.find((rule) => rule['id'] === 'ecs/host-port-mismatch')).toMatchObject({
      fixable: true,
      severity: 'error',
    });
  });

  it('lists them for people', async () => {
    const { stdout } = await runIn({ cwd }, 'rules');
    expect(stdout).toMatch(/^ecs\/host-port-mismatch +error +Require hostPort/m);
    expect(stdout).toContain(`${String(RULES.length)} rules; ecs-lint explain RULE says more.`);
  });
});

describe('explain', () => {
  const rules = [
    { ...portRule, aka: ['cfn-lint:E3053', 'checkov:CKV_AWS_97'] },
    { ...secretRule, aka: ['checkov:CKV_SECRET_6'] },
  ];
  const found = (question: string): string[] => findRules(question, rules).rules.map(({ id }) => id);

  it('finds a rule by its id, with its family or without', () => {
    expect(found('ecs/plaintext-secret')).toEqual(['ecs/plaintext-secret']);
    expect(found('plaintext-secret')).toEqual(['ecs/plaintext-secret']);
  });

  it("finds it by another linter's name", () => {
    expect(found('CKV_AWS_97')).toEqual(['ecs/host-port-mismatch']);
    expect(found('cfn-lint:e3053')).toEqual(['ecs/host-port-mismatch']);
  });

  it('finds it by what AWS said, whole, in part, or in more words', () => {
    expect(found('the host ports and container ports in port mappings must match')).toEqual(['ecs/host-port-mismatch']);
    expect(found('host ports and container ports')).toEqual(['ecs/host-port-mismatch']);
    expect(
      found(
        'An error occurred (ClientException): When networkMode=awsvpc, the host ports and container ports in port mappings must match.',
      ),
    ).toEqual(['ecs/host-port-mismatch']);
    expect(found('container ports must match host ports of port mappings')).toEqual(['ecs/host-port-mismatch']);
    expect(found('service was unable to place a task')).toEqual([]);
  });

  it('names the nearest when there is none', () => {
    expect(findRules('ecs/plaintext-secrets', rules)).toEqual({ rules: [], nearest: 'ecs/plaintext-secret' });
    expect(findRules('CKV_AWS_79', rules).nearest).toBe('CKV_AWS_97');
    expect(findRules('CKV_AWS_98', rules).nearest).toBeUndefined();
  });

  it('prints the page', async () => {
    const { code, stdout } = await runIn({ cwd }, 'explain', 'host-port-mismatch');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ecs\/host-port-mismatch {2}error correctness, since 0\.1\.0\n/);
    expect(stdout).toMatch(/\nBad: .*\n\n( {4}.*\n)+ {4} *\^+\n/);
  });
});

describe('model', () => {
  it('prints what was understood', async () => {
    const folder = temporaryFolder({
      'task.json': '{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example/web:1" }] }',
    });
    const { code, stdout } = await runIn({ cwd: folder }, 'model', 'task.json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      resources: [
        {
          kind: 'ecs.taskDefinition',
          address: 'web',
          name: 'web',
          file: 'task.json',
          line: 1,
          values: { family: 'web', containerDefinitions: [{ name: 'web', image: 'example/web:1' }] },
        },
      ],
    });
  });
});
