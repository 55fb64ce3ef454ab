import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Library from '../../src/index.ts';
import type * as Kit from '../../src/kit/index.ts';
import { temporaryFolder } from '../workspace/temporary-folder.ts';

const TASK = `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [
  { "name": "web", "image": "example/web:1.4.2",
    "portMappings": [{ "containerPort": 8080, "hostPort": 80 }] }] }
`;
const build = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));
const dist = mkdtempSync(join(tmpdir(), 'ecs-lint-dist-'));
const keptFiles = (): string[] => readdirSync(join(dist, 'chunks')).filter((name) => !name.endsWith('.js'));

beforeAll(() => execFileSync(process.execPath, [build, '--out', dist]), 60_000);
afterAll(() => rmSync(dist, { recursive: true, force: true }));

function runBundle(cwd: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(dist, 'cli.cjs'), ...args], { cwd, encoding: 'utf8' });
}

describe('the bundle', () => {
  it('says the same with compiled code that it has kept as without', () => {
    const cwd = temporaryFolder({ 'task.json': TASK });
    expect(keptFiles()).toEqual([]);
    const first = runBundle(cwd, '--only', 'ecs/host-port-mismatch');
    expect(first).toMatchObject({ status: 1, stderr: '' });
    expect(first.stdout).toContain('task.json:3:59 error ecs/host-port-mismatch (web)\n');
    const kept = keptFiles();
    expect(kept).not.toEqual([]);
    expect(runBundle(cwd, '--only', 'ecs/host-port-mismatch')).toMatchObject({
      status: 1,
      stdout: first.stdout,
      stderr: '',
    });
    expect(keptFiles()).toEqual(kept);
  });

  it('prints its version and help, and one line for what it does not know', () => {
    const cwd = temporaryFolder();
    expect(runBundle(cwd, '--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(runBundle(cwd, '--help')).toMatchObject({ status: 0, stderr: '' });
    expect(runBundle(cwd, '--nonsense')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: "ecs-lint: unknown option '--nonsense'; see ecs-lint --help.\n",
    });
  });

  it('reads YAML, templates, plans and standard input', () => {
    const cwd = temporaryFolder({
      'stack.yaml': `Resources: { Web: { Type: AWS::ECS::TaskDefinition, Properties: { Family: web } } }\n`,
      'pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: 'example/web:1' }] }\n`,
    });
    const model = JSON.parse(runBundle(cwd, 'model').stdout) as { resources: { kind: string }[] };
    expect(model.resources.map(({ kind }) => kind).sort()).toEqual(['ecs.taskDefinition', 'k8s.Pod']);
    const piped = spawnSync(process.execPath, [join(dist, 'cli.cjs'), '--format', 'json', '-'], {
      input: TASK,
      encoding: 'utf8',
    });
    expect(JSON.parse(piped.stdout)).toMatchObject({ summary: { files: 1, resources: 1 } });
  });

  it.skipIf(process.platform === 'win32')('ends quietly when nobody reads on', () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`task-${String(index)}.json`, TASK]));
    const command = `"${process.execPath}" "${join(dist, 'cli.cjs')}" --only ecs/host-port-mismatch | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: temporaryFolder(files), encoding: 'utf8' });
    expect(stdout).toBe('task-0.json:3:59 error ecs/host-port-mismatch (web)\n');
    expect(stderr).toBe('');
  });

  it('is a library too, and shares its kit with plugins', async () => {
    const library = (await import(pathToFileURL(join(dist, 'index.mjs')).href)) as typeof Library;
    const kit = (await import(pathToFileURL(join(dist, 'kit.mjs')).href)) as typeof Kit;
    const report = await library.lint([{ path: 'task.json', text: TASK }], { only: ['ecs/host-port-mismatch'] });
    expect(report.findings.map(({ rule }) => rule)).toEqual(['ecs/host-port-mismatch']);
    expect(kit.readExample({ syntax: 'json', text: '{ "a": 1 }\n//     ^ x' }).marks).toHaveLength(1);
    await expect(library.lint(['no-such-file'])).rejects.toThrow(library.UsageError);
  });
});
