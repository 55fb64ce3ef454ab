import { describe, expect, it } from 'vitest';
import { coerce, convertScalar, describeType, type FieldType } from '../../src/model/index.ts';
import { absent, list, map, scalar, template, unknown } from '../kit/terms.ts';
import type { ScalarTerm } from '../../src/values/index.ts';

type ScalarType = Extract<FieldType, { is: 'scalar' | 'enum' }>;

const of = (primitive: Extract<ScalarType, { is: 'scalar' }>['primitive']): ScalarType => ({ is: 'scalar', primitive });
const ENUM: ScalarType = { is: 'enum', name: 'LaunchType', values: ['EC2'] };

/** What is written, as the source has it: `"256"` is text, `1.30` a number that keeps its text. */
function written(source: string): ScalarTerm {
  const value = JSON.parse(source) as ScalarTerm['value'];
  return scalar(value, '', { text: typeof value === 'string' ? value : source });
}

describe('coerce', () => {
  // What is written, the type, the value in a strict format, the value in one that coerces.
  it.each<[string, ScalarType, unknown, unknown]>([
    ['"web"', of('string'), 'web', 'web'],
    ['1.30', of('string'), undefined, '1.30'],
    ['true', of('string'), undefined, 'true'],
    ['"EC2"', ENUM, 'EC2', 'EC2'],
    ['256', ENUM, undefined, '256'],
    ['256', of('integer'), 256, 256],
    ['"256"', of('integer'), undefined, 256],
    ['"-1"', of('integer'), undefined, -1],
    ['2.5', of('integer'), undefined, undefined],
    ['"2.5"', of('integer'), undefined, undefined],
    ['1e400', of('integer'), undefined, undefined],
    ['" 256"', of('integer'), undefined, undefined],
    ['""', of('integer'), undefined, undefined],
    ['true', of('integer'), undefined, undefined],
    ['2.5', of('number'), 2.5, 2.5],
    ['"2.5"', of('number'), undefined, 2.5],
    ['".5e1"', of('number'), undefined, 5],
    ['"0x10"', of('number'), undefined, undefined],
    ['1e400', of('number'), undefined, undefined],
    ['"1e400"', of('number'), undefined, undefined],
    ['true', of('boolean'), true, true],
    ['"TRUE"', of('boolean'), undefined, true],
    ['"false"', of('boolean'), undefined, false],
    ['"yes"', of('boolean'), undefined, undefined],
    ['1', of('boolean'), undefined, undefined],
    ['8080', of('int-or-string'), 8080, 8080],
    ['"http"', of('int-or-string'), 'http', 'http'],
    ['true', of('int-or-string'), undefined, undefined],
    ['1.0', of('quantity'), '1.0', '1.0'],
    ['"512Mi"', of('quantity'), '512Mi', '512Mi'],
    ['true', of('quantity'), undefined, undefined],
  ])('%s as %o', (source, type, strict, coerced) => {
    expect(coerce(written(source), type, false)).toBe(strict);
    expect(coerce(written(source), type, true)).toBe(coerced);
  });
});

describe('convertScalar', () => {
  it('keeps the place, and the resource that a value was taken from', () => {
    const reference = { scope: {}, address: 'Role' };
    const term = scalar('arn:aws:iam::123456789012:role/web', 'roleArn', { reference });
    expect(convertScalar(term, of('string'), false)).toEqual({
      state: 'known',
      value: 'arn:aws:iam::123456789012:role/web',
      reference,
      origin: term.origin,
    });
  });

  it('takes null for not written', () => {
    expect(convertScalar(scalar(null), of('integer'), false).state).toBe('absent');
    expect(convertScalar(absent(), of('integer'), false).state).toBe('absent');
  });

  it('does not know what is of another type, and says of which', () => {
    const reason = 'something that is not a whole number';
    for (const term of [scalar('many'), map({}), list([])]) {
      expect(convertScalar(term, of('integer'), true)).toMatchObject({ state: 'unknown', reason, written: true });
    }
  });

  it('keeps partly known text where text is wanted', () => {
    const term = template('web-', unknown("parameter 'Stage'"));
    for (const type of [of('string'), of('quantity'), ENUM]) {
      expect(convertScalar(term, type, true)).toMatchObject({
        state: 'template',
        parts: ['web-', { state: 'unknown', reason: "parameter 'Stage'" }],
      });
    }
    expect(convertScalar(term, of('integer'), true)).toMatchObject({ state: 'unknown', written: true });
  });

  it('hands on what is unknown, with its reason and what it refers to', () => {
    const reference = { scope: {}, address: 'Task' };
    expect(convertScalar(unknown('a parameter', { reference, written: false }), of('string'), true)).toMatchObject({
      state: 'unknown',
      reason: 'a parameter',
      written: false,
      reference,
    });
  });
});

describe('describeType', () => {
  it.each<[FieldType, string]>([
    [of('string'), 'text'],
    [of('integer'), 'a whole number'],
    [of('number'), 'a number'],
    [of('boolean'), 'true or false'],
    [of('int-or-string'), 'a whole number or text'],
    [of('quantity'), 'a quantity'],
    [ENUM, 'text'],
    [{ is: 'list', of: ENUM }, 'a list'],
    [{ is: 'table', of: ENUM }, 'a map'],
    [{ is: 'json', embedded: false }, 'a document'],
  ])('%o is %s', (type, words) => {
    expect(describeType(type)).toBe(words);
  });
});
