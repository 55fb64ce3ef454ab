import { describe, expect, it } from 'vitest';
import type { Report, ReportStyle } from '../../src/reporters/index.ts';
import { displayWidth } from '../../src/reporters/display-width.ts';
import { textReport } from '../../src/reporters/text.ts';
import { findingAt, reportOf, sampleReport, sourceOf, spanOf } from './sample-report.ts';

function render(report: Report, style: Partial<ReportStyle> = {}): string {
  return [...textReport(report, { color: false, width: 80, showUnknown: false, ...style })].join('');
}

describe('text report', () => {
  it('shows each finding with its frame, related places and fix, and sums up', () => {
    expect(render(sampleReport())).toBe(
      `infra/web.json:6:57 warning ecs/plaintext-secret (web)
  Environment variable 'DB_PASSWORD' of container 'web' may hold a password.
  5 |     { "name": "web", "image": "example/web:1.4.2",
  6 |       "environment": [{ "name": "DB_PASSWORD", "value": "***" }],
    |                                                         ^^^^^
    | infra/service.yaml:2:3
  2 |   DesiredCount: 2
    |   ------------ The service that runs it.

infra/web.json:7:61 error ecs/host-port-mismatch (web, Shop/Web/TaskDef)
  hostPort 80 differs from containerPort 8080; in network mode 'awsvpc' they
  must be equal.
  6 |       "environment": [{ "name": "DB_PASSWORD", "value": "***" }],
  7 |       "portMappings": [{ "containerPort": 8080, "hostPort": 80 }] }
    |                                                             ^^
    |
  3 |   "networkMode": "awsvpc",
    |                  -------- Network mode set here.
  fix: Leave hostPort out

1 error, 1 warning in 2 files; 3 resources.
`,
    );
  });

  it('says so when there is nothing', () => {
    const summary = { ...reportOf([]).summary, files: 1, resources: 1 };
    expect(render(reportOf([], { summary }))).toBe('No findings in 1 file; 1 resource.\n');
    expect(render(reportOf([], { summary: { ...summary, files: 0 } }))).toBe(
      'Nothing to judge: no file of a format that ecs-lint reads was found.\n',
    );
  });

  it('colours severities, places and marks, and nothing without being asked', () => {
    const colored = render(sampleReport(), { color: true });
    expect(colored).toContain('\u001b[1;31merror\u001b[22;39m');
    // The escapes are all that differs.
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
    expect(colored.replace(escapes, '')).toBe(render(sampleReport()));
  });

  it('stays within the width', () => {
    for (const width of [40, 60, 80]) {
      const source = sourceOf('a.json', `{ "description": "${'wide 漢字 '.repeat(40)}", "hostPort": 80 }`);
      const finding = findingAt(spanOf(source, '80'), {
        related: [
          {
            message: 'A note that is too long to stand beside its mark in a narrow terminal.',
            span: spanOf(source, 'wide'),
          },
        ],
      });
      for (const line of render(reportOf([finding]), { width })
        .split('\n')
        .slice(0, -2)) {
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }
    }
  });

  it('windows a long line around the place', () => {
    const source = sourceOf(
      'plan.json',
      `{${'"filler":0,'.repeat(10_000)}"host_port":80,${'"more":1,'.repeat(10_000)}}`,
    );
    const finding = findingAt(spanOf(source, '80'), {
      resource: { kind: 'ecs.taskDefinition', address: 'aws_ecs_task_definition.web["a"]' },
      pointer: '/container_definitions/0/portMappings/0/hostPort',
    });
    const [place, rule, , , code = '', mark = ''] = render(reportOf([finding])).split('\n');
    expect(place).toBe('plan.json: aws_ecs_task_definition.web["a"]/container_definitions/0/portMappings/0/hostPort');
    expect(rule).toBe('  error ecs/host-port-mismatch');
    expect(code).toMatch(/^ {2}1 \| ….*"host_port":80,.*…$/);
    expect(mark.indexOf('^')).toBe(code.indexOf('80,'));
    expect(mark.lastIndexOf('^')).toBe(code.indexOf('80,') + 1);
  });

  it('counts further resources that the place does the same to', () => {
    const resource = { kind: 'ecs.service', address: 'module.a.aws_ecs_service.this' };
    const also = ['b', 'c'].map((name) => ({ ...resource, address: `module.${name}.aws_ecs_service.this` }));
    const finding = findingAt(spanOf(sourceOf('a.yaml', 'first: 1\n'), '1'), { resource, also });
    expect(render(reportOf([finding]))).toContain(' (module.a.aws_ecs_service.this and 2 more)\n');
  });

  it('underlines by display columns behind tabs and wide characters', () => {
    const source = sourceOf('a.yaml', '\t名前: "漢字" # hostPort\n');
    const lines = render(reportOf([findingAt(spanOf(source, '"漢字"'))])).split('\n');
    expect(lines[3]).toBe('  1 |     名前: "漢字" # hostPort');
    expect(lines[4]).toBe('    |           ^^^^^^');
  });

  it('marks an empty span, and a long one by its first line', () => {
    const source = sourceOf('a.yaml', 'first: {\n  second: 1 }\n');
    const empty = render(reportOf([findingAt({ source, start: 5, end: 5 })])).split('\n');
    expect(empty[4]).toBe('    |      ^');
    const long = render(reportOf([findingAt({ source, start: 7, end: source.text.length })])).split('\n');
    expect(long[4]).toBe('    |        ^');
  });

  it('lets no control character through', () => {
    const source = sourceOf('a\u001b[2J.yaml', 'name: "x\u001b[31m\u202ey\u0000\u009b"\n');
    const finding = findingAt(spanOf(source, 'name'), { resource: { kind: 'k', address: 'a\u0007b' } });
    // Line ends are the only controls in it.
    expect(render(reportOf([finding])).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('hides known tokens that no rule has found', () => {
    const token = ['ghp', 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5'].join('_');
    const source = sourceOf('a.yaml', `hostPort: 80 # ${token}\n`);
    const output = render(reportOf([findingAt(spanOf(source, '80'), { message: `Look at ${token} here.` })]));
    expect(output).not.toContain('aB3dE5gH7jK9');
    expect(output).toContain('hostPort: 80 # ***');
    expect(output).toContain('Look at *** here.');
  });

  it('lists unknown values when it is asked to', () => {
    const source = sourceOf('a.yaml', 'image: !Ref Image\n');
    const unknowns = [
      { span: spanOf(source, '!Ref Image'), field: 'image', reason: "parameter 'Image', which has no default" },
    ];
    const report = reportOf([], { unknowns, summary: { ...reportOf([]).summary, unknown: 1 } });
    expect(render(report)).toBe('No findings in 2 files; 3 resources, 1 unknown value (see --show-unknown).\n');
    expect(render(report, { showUnknown: true })).toContain(
      "  a.yaml:1:8 image not checked: parameter 'Image', which has no default\n",
    );
  });
});
