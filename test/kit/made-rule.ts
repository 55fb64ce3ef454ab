import type { Context, Rule } from '../../src/kit/index.ts';
import type { Kind, Kinds, MistakeKind, Mistakes } from '../../src/model/index.ts';
import type { Located } from '../../src/values/index.ts';

const MESSAGES = { found: 'Found {what}.' } as const;
type Made = Context<typeof MESSAGES>;

type Visits = {
  readonly [K in Kind]?: (view: Kinds[K], context: Made) => void;
} & { readonly [K in MistakeKind]?: (mistake: Located & Mistakes[K], context: Pick<Made, 'report'>) => void };

/** A rule with nothing but what a test of the engine needs; it has one message. */
export function madeRule(id: string, visit: Visits, facts: Partial<Rule> = {}): Rule {
  return {
    id,
    summary: 'A rule made by hand.',
    category: 'correctness',
    severity: 'error',
    since: '0.1.0',
    why: 'Tests want it.',
    references: [],
    messages: MESSAGES,
    examples: { bad: [], good: [] },
    ...facts,
    // The engine calls each visitor with its own kind and nothing else.
    visit: visit,
  };
}
