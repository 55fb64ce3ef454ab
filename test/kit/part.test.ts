import { describe, expect, it } from 'vitest';
import { defineRule, partOf, settled } from '../../src/kit/index.ts';
import { lintTexts, type TestFile } from './lint-text.ts';
import { plan } from './plan.ts';

/** Points at the word 'bad' of every group name. */
const rule = defineRule({
  id: 'test/bad-word',
  summary: 'Leave bad words out.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  why: 'Tests want it.',
  references: [],
  messages: { found: '{at.field} is {at}.' },
  visit: {
    'logs.logGroup'({ logGroupName }, { report }) {
      const start = settled(logGroupName)?.indexOf('bad') ?? -1;
      const at = partOf(logGroupName, { start, end: start < 0 ? start : start + 3 });
      report({ at, message: 'found', data: { at } });
    },
  },
  examples: { bad: [], good: [] },
});

async function underlined(file: TestFile): Promise<string[]> {
  const { findings } = await lintTexts([rule], [file]);
  return findings.map(({ span }) => {
    const { text } = span.source;
    return `${text.slice(0, span.start).slice(-4)}[${text.slice(span.start, span.end)}]`;
  });
}

const template = (name: string): TestFile => ({
  path: 'stack.yaml',
  text: `Parameters:\n  Name: { Type: String, Default: a bad b }\nResources:\n  G:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      LogGroupName: ${name}\n`,
});
const hcl = (name: string): TestFile => ({
  path: 'main.tf',
  text: `variable "name" {\n  default = "a bad b"\n}\nresource "aws_cloudwatch_log_group" "g" {\n  name = ${name}\n}\n`,
});

describe('partOf', () => {
  it.each([
    ['plain text', template('a bad b'), ': a [bad]'],
    ['double quotes', template('"a\\tbad b"'), '"a\\t[bad]'],
    ['single quotes', template("'it''s bad b'"), "''s [bad]"],
    ['a folded block', template('>-\n        a\n        bad\n        b'), '    [bad]'],
    ['HCL', hcl('"a \\" bad"'), ' \\" [bad]'],
    ['a plan', plan('aws_cloudwatch_log_group', 'g', { name: 'a " bad' }), ' \\" [bad]'],
    ['an escape', template('"a \\x62ad"'), ' "a [\\x62ad]'],
  ])('points into %s', async (_, file, expected) => {
    expect(await underlined(file)).toEqual([expected]);
  });

  it.each([
    ['came from a parameter', template('!Ref Name'), 'Ref [Name]'],
    ['was put together', template('!Sub "${Name} bad"'), 'Sub ["${Name} bad"]'],
    ['came from a variable', hcl('var.name'), 'e = [var.name]'],
    ['does not hold it', template('fine'), 'me: [fine]'],
  ])('points at the whole value where it %s', async (_, file, expected) => {
    expect(await underlined(file)).toEqual([expected]);
  });

  it('points at the whole of a secret', async () => {
    const { path, text } = plan('aws_cloudwatch_log_group', 'g', { name: 'a bad' }) as { path: string; text: string };
    const secret = text.replace('"after_unknown":{}', '"after_unknown":{},"after_sensitive":{"name":true}');
    expect(await underlined({ path, text: secret })).toEqual(['me":["a bad"]']);
  });
});
