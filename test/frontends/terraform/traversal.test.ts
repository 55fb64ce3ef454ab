import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTraversal, type Step, type Traversal } from '../../../src/frontends/terraform/traversal.ts';

function tell({ root, steps }: Traversal): string {
  return [root, ...steps.map(tellStep)].join(' ');
}

function tellStep(step: Step): string {
  switch (step.by) {
    case 'name':
      return step.name;
    case 'index':
      return JSON.stringify(step.index);
    case 'traversal':
      return `(${tell(step.traversal)})`;
    case 'splat':
      return '*';
  }
}

describe('plain references', () => {
  it.each([
    ['var.name', 'var name'],
    ['aws_lb.web[0].arn', 'aws_lb web 0 arn'],
    ['aws_lb.web["a.b]"].arn', 'aws_lb web "a.b]" arn'],
    ['aws_lb.web[each.key].arn', 'aws_lb web (each key) arn'],
    ['aws_lb.web[var.keys[0]].arn', 'aws_lb web (var keys 0) arn'],
    ['aws_subnet.a[*].id', 'aws_subnet a * id'],
    ['aws_subnet.a.*.id', 'aws_subnet a * id'],
    ['aws_x.y.0.z', 'aws_x y 0 z'],
    ['module.a-b.c', 'module a-b c'],
    ['local.größe', 'local größe'],
  ])('%s', (text, expected) => {
    const traversal = parseTraversal(text);
    expect(traversal && tell(traversal)).toBe(expected);
  });

  it.each(['name', '1.a', 'a.b + 1', 'f(a.b)', 'a.b ? c : d', 'a..b', 'a[', 'a.b[1', 'a["${b}"].c', ''])(
    'are no other expressions: %s',
    (text) => {
      expect(parseTraversal(text)).toBeUndefined();
    },
  );

  it('never throw', () => {
    const pieces = fc.array(fc.constantFrom('a', '.', '[', ']', '"', '*', '0', '\\', '$', '{', ' '), { maxLength: 60 });
    fc.assert(
      fc.property(pieces, (units) => void parseTraversal(units.join(''))),
      { numRuns: 2000 },
    );
  });
});
