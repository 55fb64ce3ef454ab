import { describe, expect, it } from 'vitest';
import { holds, takesWildcards } from '../../../src/domain/iam/condition.ts';
import { UNKNOWN_TEXT as U } from '../../../src/domain/unknown-text.ts';

function check(operator: string, values: readonly string[], given: readonly string[] | undefined) {
  return holds({ operator, key: 'Key', values, at: [] }, (key) => (key === 'key' ? given : []));
}

describe('holds', () => {
  it.each<[string, string[], string[] | undefined, string]>([
    ['StringEquals', ['a', 'b'], ['b'], 'yes'],
    ['StringEquals', ['a*'], ['ab'], 'no'],
    ['StringEquals', ['a*'], ['a*'], 'yes'],
    ['stringlike', ['a*'], ['ab'], 'yes'],
    ['StringNotLike', ['a*'], ['ab'], 'no'],
    ['StringNotEquals', ['a'], ['b'], 'yes'],
    ['StringEqualsIgnoreCase', ['AB'], ['ab'], 'yes'],
    ['StringEquals', ['a'], [], 'no'],
    ['StringEqualsIfExists', ['a'], [], 'yes'],
    ['StringNotEquals', ['a'], [], 'yes'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], 'no'],
    ['ForAllValues:StringEquals', ['a', 'b'], [], 'yes'],
    ['ForAnyValue:StringLike', ['a*'], ['x', 'ab'], 'yes'],
    ['ArnLike', ['arn:aws:ecs:*:1:*'], ['arn:aws:ecs:eu-central-1:1:task/x'], 'yes'],
    ['ArnEquals', ['arn:aws:ecs:*:1:*'], ['arn:aws:ecs:eu-central-1:2:task/x'], 'no'],
    ['Bool', ['true'], ['True'], 'yes'],
    ['Null', ['true'], [], 'yes'],
    ['Null', ['true'], ['x'], 'no'],
    ['StringEquals', ['a'], undefined, 'unsure'],
    ['StringEquals', [`a${U}`], ['ab'], 'unsure'],
    ['StringEquals', [`a${U}`], ['b'], 'no'],
    ['StringEquals', [`*${U}`], ['b'], 'no'],
    ['IpAddress', ['10.0.0.0/8'], ['10.0.0.1'], 'unsure'],
    ['NumericLessThan', ['1'], ['2'], 'unsure'],
    [U, ['a'], ['a'], 'unsure'],
  ])('%s %j of %j: %s', (operator, values, given, answer) => {
    expect(check(operator, values, given)).toBe(answer);
  });
});

describe('takesWildcards', () => {
  it('tells the operators that do', () => {
    expect(['StringLike', 'ForAnyValue:StringNotLike', 'ArnEquals'].map(takesWildcards)).toEqual([true, true, true]);
    expect(['StringEquals', 'StringEqualsIgnoreCase'].map(takesWildcards)).toEqual([false, false]);
  });
});
