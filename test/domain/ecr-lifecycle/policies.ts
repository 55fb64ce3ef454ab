import fc from 'fast-check';
import type { PlainJson } from '../../../src/domain/plain-json.ts';

const tag = fc.stringMatching(/^[ab-]{1,3}$/);
const pattern = fc.stringMatching(/^[ab*-]{1,4}$/).filter((text) => text.split('*').length <= 5);
const count = fc.integer({ min: 1, max: 4 });
const expire = { type: 'expire' };

const selectedTags = fc.oneof(
  fc.array(tag, { minLength: 1, maxLength: 2 }).map((tagPrefixList) => ({ tagStatus: 'tagged', tagPrefixList })),
  fc.array(pattern, { minLength: 1, maxLength: 2 }).map((tagPatternList) => ({ tagStatus: 'tagged', tagPatternList })),
  fc.constant({ tagStatus: 'untagged' }),
);
const standard = fc.oneof(
  count.map((countNumber) => ({ countType: 'imageCountMoreThan', countNumber })),
  fc.record({
    countType: fc.constantFrom('sinceImagePushed', 'sinceImagePulled'),
    countUnit: fc.constant('days'),
    countNumber: count,
    storageClass: fc.constant('standard'),
  }),
);
const archive = fc.record({
  countType: fc.constant('sinceImageTransitioned'),
  countUnit: fc.constant('days'),
  storageClass: fc.constant('archive'),
  countNumber: fc.integer({ min: 90, max: 120 }),
});
const counting = fc.oneof({ weight: 3, arbitrary: standard }, { weight: 1, arbitrary: archive });
const action = fc.constantFrom(expire, { type: 'transition', targetStorageClass: 'archive' });
const rule = fc.record(
  {
    selection: fc.tuple(selectedTags, counting).map(([tags, more]) => ({ ...tags, ...more })),
    action,
    description: tag,
  },
  { requiredKeys: ['selection', 'action'] },
);

/** What no two rules may have in common. */
function keyOf({ selection }: { readonly selection: object }): string {
  const { tagStatus, tagPrefixList, storageClass } = selection as Readonly<Record<string, unknown>>;
  const list = Array.isArray(tagPrefixList) ? [...(tagPrefixList as string[])].sort().join() : undefined;
  const same = tagStatus === 'untagged' ? 'untagged' : (list ?? `pattern ${JSON.stringify(selection)}`);
  return `${storageClass === 'archive' ? 'archive' : 'standard'} ${same}`;
}

/** Policies that ECR takes: with priorities in any order, and a last rule for any images. */
export const policies: fc.Arbitrary<PlainJson> = fc
  .tuple(
    fc.uniqueArray(rule, { selector: keyOf, maxLength: 4 }),
    fc.option(standard.map((more) => ({ selection: { tagStatus: 'any', ...more }, action: expire }))),
    fc.infiniteStream(fc.integer({ min: 1, max: 3 })),
  )
  .filter(([some, last]) => some.length > 0 || last !== null)
  .chain(([some, last, gaps]) => {
    let priority = 0;
    const next = (): number => (priority += gaps.next().value as number);
    const all = [...some, ...(last ? [last] : [])].map((each) => ({ rulePriority: next(), ...each }));
    return fc.shuffledSubarray(all, { minLength: all.length }).map((rules) => ({ rules }));
  });
