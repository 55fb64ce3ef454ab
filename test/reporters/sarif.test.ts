import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/reporters/index.ts';
import { sarifReport } from '../../src/reporters/sarif.ts';
import { findingAt, reportOf, sampleReport, sourceOf, spanOf } from './sample-report.ts';
import { findMultitool, validateWith } from './sarif-multitool.ts';
import { schemaErrors } from './sarif-schema.ts';

function render(report: Report): string {
  return [...sarifReport(report)].join('');
}

function runOf(report: Report): Run & { results: Result[] } {
  const log = JSON.parse(render(report)) as Log;
  expect(log.runs).toHaveLength(1);
  const [run] = log.runs;
  return { ...run, results: run?.results ?? [] } as Run & { results: Result[] };
}

const multitool = findMultitool();

describe('SARIF report', () => {
  it('is valid against the schema, with findings and without', () => {
    expect(schemaErrors(JSON.parse(render(sampleReport())))).toEqual([]);
    expect(schemaErrors(JSON.parse(render(reportOf([]))))).toEqual([]);
  });

  it.skipIf(multitool === undefined)(
    'satisfies an independent validator and the rules of GitHub',
    { timeout: 60_000 },
    () => {
      expect(validateWith(multitool ?? '', render(sampleReport()))).toEqual([]);
      expect(validateWith(multitool ?? '', render(reportOf([])))).toEqual([]);
    },
  );

  it('has one run with results, even when clean', () => {
    const { results, tool } = runOf(reportOf([]));
    expect(results).toEqual([]);
    expect(tool.driver.name).toBe('ecs-lint');
  });

  it('places a result with four numbers, relative to the root', () => {
    const [, result] = runOf(sampleReport()).results;
    expect(result?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'infra/web.json', uriBaseId: '%SRCROOT%' },
          region: { startLine: 7, startColumn: 61, endLine: 7, endColumn: 63 },
        },
        logicalLocations: [{ fullyQualifiedName: 'web', kind: 'resource', name: 'web' }],
      },
    ]);
  });

  it('links related places from the message', () => {
    const [result] = runOf(sampleReport()).results;
    expect(result?.message.text).toMatch(/\n\[The service that runs it\.\]\(1\)$/);
    expect(result?.relatedLocations?.[0]).toMatchObject({
      id: 1,
      physicalLocation: { artifactLocation: { uri: 'infra/service.yaml' }, region: { startLine: 2 } },
    });
  });

  it('encodes paths', () => {
    const source = sourceOf('infra/a b#c%/ü:1.json', '{}');
    const [result] = runOf(reportOf([findingAt(spanOf(source, '{}'))])).results;
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('infra/a%20b%23c%25/%C3%BC%3A1.json');
  });

  it('keeps a region on its first line, for annotations need every line of it in the diff', () => {
    const source = sourceOf('a.yaml', 'first: {\n  second: 1 }\n');
    const [result] = runOf(reportOf([findingAt({ source, start: 7, end: source.text.length })])).results;
    expect(result?.locations?.[0]?.physicalLocation?.region).toEqual({
      startLine: 1,
      startColumn: 8,
      endLine: 1,
      endColumn: 9,
    });
  });

  it('describes rules with their examples, and gives security-severity to security rules only', () => {
    const rules = runOf(sampleReport()).tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(['ecs/host-port-mismatch', 'ecs/plaintext-secret']);
    const [ports, secret] = rules;
    expect(ports?.help?.markdown).toContain(
      '**Bad.** A host port of its own.\n\n```json\n{ "containerPort": 8080, "hostPort": 80 }\n```',
    );
    expect(ports?.help?.markdown).toContain('- `the host ports and container ports in port mappings must match`');
    expect(ports?.properties).toEqual({
      tags: ['correctness', 'ecs'],
      precision: 'very-high',
      'problem.severity': 'error',
    });
    expect(secret?.properties).toEqual({ tags: ['security', 'ecs'], precision: 'medium', 'security-severity': '5.5' });
  });

  it('gives fixes as replacements', () => {
    const [, result] = runOf(sampleReport()).results;
    expect(result?.fixes).toEqual([
      {
        description: { text: 'Leave hostPort out' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'infra/web.json', uriBaseId: '%SRCROOT%' },
            replacements: [{ deletedRegion: { startLine: 7, startColumn: 47, endLine: 7, endColumn: 63 } }],
          },
        ],
      },
    ]);
  });

  it('says in notifications what was skipped, and whether the run is to be trusted', () => {
    const [good] = runOf(sampleReport()).invocations ?? [];
    expect(good?.executionSuccessful).toBe(true);
    expect(good?.toolExecutionNotifications?.[0]).toMatchObject({
      level: 'note',
      message: { text: 'Skipped a Helm template.' },
    });
    const crash = reportOf([], { notices: [{ kind: 'crash', message: "Rule 'ecs/x' failed: oh." }] });
    expect(runOf(crash).invocations?.[0]?.executionSuccessful).toBe(false);
  });

  it('shows no secret', () => {
    expect(render(sampleReport())).not.toContain('correct-horse');
  });

  it('keeps the 25,000 worst, in their order, and says how many are left out', () => {
    const source = sourceOf('a.yaml', 'hostPort: 80\n'.repeat(25_010));
    const findings = Array.from({ length: 25_010 }, (_, index) =>
      findingAt(
        { source, start: index * 13 + 10, end: index * 13 + 12 },
        index < 20 ? { severity: 'info' } : index < 30 ? { severity: 'warning' } : {},
      ),
    );
    const { results, invocations } = runOf(reportOf(findings));
    expect(results).toHaveLength(25_000);
    expect(results.filter(({ level }) => level === 'note')).toHaveLength(10);
    expect(results[0]?.level).toBe('note');
    expect(invocations?.[0]?.toolExecutionNotifications?.at(-1)?.message.text).toBe(
      '10 of 25010 findings are left out, the least severe: a report holds 25000.',
    );
  });
});

describe('fingerprints', () => {
  const hashes = (text: string, ...words: string[]): string[] => {
    const source = sourceOf('a.yaml', text);
    const findings = words.map((word) => findingAt(spanOf(source, word), { fingerprint: `f-${word}` }));
    return runOf(reportOf(findings)).results.map(
      (result) => result.partialFingerprints?.['primaryLocationLineHash'] ?? '',
    );
  };

  it('stay when lines are put in above', () => {
    const text = 'a: 1\nhostPort: 80\nb: 2\n';
    expect(hashes(`${'x: y\n'.repeat(50)}${text}`, '80')).toEqual(hashes(text, '80'));
  });

  it('tell lines that read alike apart by their occurrence', () => {
    const block = `first: 1\nhostPort: 80\n${'rest: of the block\n'.repeat(20)}`;
    const source = sourceOf('a.yaml', block + block);
    const places = [block.indexOf('80'), block.length + block.indexOf('80')];
    const results = runOf(reportOf(places.map((start) => findingAt({ source, start, end: start + 2 })))).results;
    const [one, two] = results.map((result) => result.partialFingerprints?.['primaryLocationLineHash']);
    expect(one).toMatch(/^[0-9a-f]+:1$/);
    expect(two).toBe(one?.replace(/:1$/, ':2'));
  });

  it('use our own fingerprint where the line hash cannot tell: the same line again, or far into a long line', () => {
    expect(hashes('a: 1, b: 2\n', 'a', 'b')[1]).toBe('f-b:1');
    expect(hashes(`${'"x":1,'.repeat(100)}needle`, 'needle')).toEqual(['f-needle:1']);
  });
});
