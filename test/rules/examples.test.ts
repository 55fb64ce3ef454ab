import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../rules/index.ts';
import { readExample } from '../../src/kit/index.ts';
import { lintTexts } from '../kit/lint-text.ts';
import { testRule } from '../kit/rule-tester.ts';

// Every rule's examples are tests: what is marked is found there, and nothing else is found.
for (const load of Object.values(FAMILIES)) {
  for (const rule of await load()) {
    testRule(rule);

    describe(rule.id, () => {
      it('says truly whether it has fixes', async () => {
        const judged = await Promise.all(
          rule.examples.bad.map(({ code }) => lintTexts([rule], [{ ...code, text: readExample(code).text }])),
        );
        const fixes = judged.flatMap(({ findings }) => findings.filter(({ fix }) => fix !== undefined));
        expect(fixes.length > 0).toBe(rule.fixable ?? false);
      });
    });
  }
}
