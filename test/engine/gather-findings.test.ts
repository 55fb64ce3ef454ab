import { describe, expect, it } from 'vitest';
import { GatheredFindings } from '../../src/engine/gather-findings.ts';
import type { Finding } from '../../src/findings/index.ts';
import { findingAt, spanOf } from '../reporters/sample-report.ts';

const source = { path: 'modules/web/main.tf', text: 'hostPort = 80\nport = 8080\n' };
const [hostPort, port] = [spanOf(source, '80'), spanOf(source, '8080')];

/** What is said of a place in several instances of a module. */
function gather(...findings: readonly (readonly [instance: string, message: string, more?: Partial<Finding>])[]): {
  address: string | undefined;
  message: string;
  also: string[];
  fix: string | undefined;
}[] {
  const gathered = new GatheredFindings();
  for (const [instance, message, more] of findings) {
    const resource = { kind: 'ecs.service', address: `module.${instance}.aws_ecs_service.this` };
    gathered.add(findingAt(hostPort, { resource, message, ...more }));
  }
  return gathered.sorted().map(({ resource, message, also, fix }) => ({
    address: resource?.address,
    message,
    also: also.map(({ address }) => address),
    fix: fix?.title,
  }));
}

const write = (text: string): Partial<Finding> => ({
  fix: { title: `Write ${text}`, safety: 'safe', edits: [{ ...hostPort, text }] },
});

describe('findings', () => {
  it('are one where one place does the same to several resources', () => {
    expect(gather(['a', "Service 'a' …"], ['b', "Service 'b' …"], ['c', "Service 'c' …"])).toEqual([
      {
        address: 'module.a.aws_ecs_service.this',
        message: "Service 'a' …",
        also: ['module.b.aws_ecs_service.this', 'module.c.aws_ecs_service.this'],
        fix: undefined,
      },
    ]);
  });

  it('stay two where one resource has two of them there', () => {
    const both = gather(['a', 'One.'], ['a', 'Two.'], ['b', 'One.'], ['b', 'Three.'], ['b', 'Three.']);
    expect(both.map(({ message, also }) => [message, also])).toEqual([
      ['One.', ['module.b.aws_ecs_service.this']],
      ['Two.', ['module.b.aws_ecs_service.this']],
    ]);
  });

  it('keep a fix that is right for all, and no other', () => {
    expect(gather(['a', 'A.', write('8080')], ['b', 'B.', write('8080')])[0]?.fix).toBe('Write 8080');
    expect(gather(['a', 'A.', write('8080')], ['b', 'B.', write('9090')])[0]?.fix).toBeUndefined();
    expect(gather(['a', 'A.', write('8080')], ['b', 'B.'])[0]?.fix).toBeUndefined();
  });

  it('are apart at other places, of other rules, messages and severities', () => {
    const others: Partial<Finding>[] = [{ span: port }, { rule: 'x/y' }, { messageId: 'z' }, { severity: 'info' }];
    for (const more of others) expect(gather(['a', 'A.'], ['b', 'B.', more])).toHaveLength(2);
  });
});
