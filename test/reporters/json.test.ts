import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/reporters/index.ts';
import { jsonReport } from '../../src/reporters/json.ts';
import { findingAt, reportOf, sampleReport, sourceOf, spanOf } from './sample-report.ts';

function render(report: Report, showUnknown = false): string {
  return [...jsonReport(report, { color: false, width: 80, showUnknown })].join('');
}

describe('JSON report', () => {
  it('has the fields of the contract in their order', () => {
    const text = render(sampleReport());
    const json = JSON.parse(text) as { findings: object[] };
    expect(Object.keys(json)).toEqual(['schemaVersion', 'tool', 'summary', 'findings', 'notices']);
    expect(json).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'ecs-lint' },
      summary: { files: 2, resources: 3, errors: 1, warnings: 1, infos: 0, suppressed: 0, unknown: 0 },
      notices: [{ kind: 'skipped', file: 'chart/web.yaml', message: 'Skipped a Helm template.' }],
    });
    expect(json.findings[1]).toEqual({
      rule: 'ecs/host-port-mismatch',
      severity: 'error',
      category: 'correctness',
      certainty: 'certain',
      message: "hostPort 80 differs from containerPort 8080; in network mode 'awsvpc' they must be equal.",
      location: {
        file: 'infra/web.json',
        start: { line: 7, column: 61, offset: 271 },
        end: { line: 7, column: 63, offset: 273 },
      },
      resource: { kind: 'ecs.taskDefinition', address: 'web', name: 'web' },
      related: [
        {
          message: 'Network mode set here.',
          location: {
            file: 'infra/web.json',
            start: { line: 3, column: 18, offset: 38 },
            end: { line: 3, column: 26, offset: 46 },
          },
        },
      ],
      fix: {
        title: 'Leave hostPort out',
        safety: 'safe',
        edits: [{ file: 'infra/web.json', start: 257, end: 273, text: '' }],
      },
      fingerprint: '00000000deadbeef',
    });
    expect(Object.keys(json.findings[1] ?? {})).toEqual([
      ...[
        'rule',
        'severity',
        'category',
        'certainty',
        'message',
        'location',
        'resource',
        'related',
        'fix',
        'fingerprint',
      ],
    ]);
  });

  it('names further resources that the place does the same to', () => {
    const resource = { kind: 'ecs.service', address: 'module.a.aws_ecs_service.this' };
    const also = [{ ...resource, address: 'module.b.aws_ecs_service.this', name: 'orders' }];
    const finding = findingAt({ source: sourceOf('a.yaml', 'first: 1\n'), start: 7, end: 8 }, { resource, also });
    const text = render(reportOf([finding]));
    expect(JSON.parse(text)).toMatchObject({ findings: [{ resource, also }] });
  });

  it('leaves out what there is none of, and keeps an empty list of related places', () => {
    const source = sourceOf('a.json', '{}');
    const [finding] = (JSON.parse(render(reportOf([findingAt(spanOf(source, '{}'))]))) as { findings: object[] })
      .findings;
    expect(finding).not.toHaveProperty('resource');
    expect(finding).not.toHaveProperty('fix');
    expect(finding).toHaveProperty('related', []);
  });

  it('is valid when empty', () => {
    expect(JSON.parse(render(reportOf([])))).toMatchObject({ findings: [], notices: [] });
  });

  it('lists unknown values when it is asked to', () => {
    const source = sourceOf('a.yaml', 'image: !Ref Image\n');
    const unknowns = [{ span: spanOf(source, '!Ref'), field: 'image', reason: "parameter 'Image' has no default" }];
    expect(JSON.parse(render(reportOf([], { unknowns })))).not.toHaveProperty('unknowns');
    expect(JSON.parse(render(reportOf([], { unknowns }), true))).toMatchObject({
      unknowns: [{ location: { file: 'a.yaml' }, field: 'image', reason: "parameter 'Image' has no default" }],
    });
  });

  it('counts no column for a byte order mark', () => {
    const source = sourceOf('a.json', '\ufeff{ "a": 1 }');
    const { findings } = JSON.parse(render(reportOf([findingAt(spanOf(source, '"a"'))]))) as {
      findings: { location: { start: object } }[];
    };
    expect(findings[0]?.location.start).toEqual({ line: 1, column: 3, offset: 3 });
  });

  it('shows no secret, whatever repeats it', () => {
    const report = sampleReport();
    const [secret] = report.concealed;
    if (!secret) throw new Error('The sample holds a secret.');
    const finding = findingAt(secret, {
      message: "Value 'correct-horse-battery' is in the open.",
      resource: { kind: 'k', address: 'correct-horse-battery' },
      fix: { title: 'Move it', safety: 'unsafe', edits: [{ ...secret, text: 'x: correct-horse-battery' }] },
    });
    const text = render({ ...report, findings: [finding] });
    expect(text).not.toContain('correct-horse');
    expect(text).toContain("Value '***' is in the open.");
    expect(text).not.toContain('"fix"');
  });

  it('escapes what a terminal would act on', () => {
    const source = sourceOf('a\u009b\u202e.json', '{}');
    const text = render(reportOf([findingAt(spanOf(source, '{}'))]));
    expect(text).toContain('a\\u009b\\u202e.json');
    expect((JSON.parse(text) as { findings: { location: { file: string } }[] }).findings[0]?.location.file).toBe(
      source.path,
    );
  });
});
