import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyLifecyclePolicy, type LifecycleImage } from '../../../src/domain/ecr-lifecycle/apply.ts';
import { fateOfImage } from '../../../src/domain/ecr-lifecycle/fate.ts';
import { parseLifecyclePolicy } from '../../../src/domain/ecr-lifecycle/parse.ts';
import type { LifecyclePolicy } from '../../../src/domain/ecr-lifecycle/policy.ts';
import { unreachableRules } from '../../../src/domain/ecr-lifecycle/unreachable-rules.ts';
import type { PlainJson } from '../../../src/domain/plain-json.ts';
import { UNKNOWN_TEXT as U } from '../../../src/domain/unknown-text.ts';
import { policies } from './policies.ts';

interface Rule {
  readonly prefixes?: readonly string[];
  readonly patterns?: readonly string[];
  readonly status?: 'any' | 'untagged';
  readonly keep?: number;
  readonly days?: number;
  readonly since?: string;
  readonly archive?: boolean;
}

/** Rules in the order of their priority. */
function policyOf(...rules: readonly Rule[]): LifecyclePolicy {
  const json = rules.map(({ prefixes, patterns, status, keep, days, since = 'sinceImagePushed', archive }, index) => ({
    rulePriority: index + 1,
    selection: {
      tagStatus: status ?? 'tagged',
      ...(prefixes && { tagPrefixList: prefixes }),
      ...(patterns && { tagPatternList: patterns }),
      ...(keep === undefined
        ? { countType: since, countUnit: 'days', countNumber: days ?? 1 }
        : { countType: 'imageCountMoreThan', countNumber: keep }),
      ...(since === 'sinceImageTransitioned' && { storageClass: 'archive' }),
    },
    action: archive ? { type: 'transition', targetStorageClass: 'archive' } : { type: 'expire' },
  }));
  const policy = parseLifecyclePolicy({ rules: json });
  expect(policy.faults).toEqual([]);
  return policy;
}

const image = (pushed: number, ...tags: string[]): LifecycleImage => ({ pushed, tags });

const actions = (policy: LifecyclePolicy, images: readonly LifecycleImage[]): string =>
  applyLifecyclePolicy(policy, images)
    .map(({ action }) => action)
    .join(' ');

describe('applyLifecyclePolicy', () => {
  // The examples of the user guide, "Examples of lifecycle policies in Amazon ECR".
  const [a, b, c] = [image(10, 'beta-1', 'prod-1'), image(9, 'beta-2', 'prod-2'), image(8, 'beta-3')];

  it('gives an image to the first rule that selects it: example A', () => {
    const policy = policyOf({ prefixes: ['prod'], keep: 1 }, { prefixes: ['beta'], keep: 1 });
    expect(actions(policy, [a, b, c])).toBe('expire keep keep');
  });

  it('depends on the order of the rules: example B', () => {
    const policy = policyOf({ prefixes: ['beta'], keep: 1 }, { prefixes: ['prod'], keep: 1 });
    expect(actions(policy, [a, b, c])).toBe('expire expire keep');
  });

  it('wants a tag for every prefix of a rule', () => {
    const images = [
      image(12, 'alpha-1'),
      image(11, 'beta-1'),
      image(10, 'alpha-2', 'beta-2'),
      image(4, 'alpha-3'),
      image(3, 'beta-3'),
      image(2, 'alpha-4', 'beta-4'),
    ];
    expect(actions(policyOf({ prefixes: ['alpha', 'beta'], days: 5 }), images)).toBe('keep keep expire keep keep keep');
  });

  it('does not mind further tags', () => {
    const images = [
      image(10, 'alpha-1', 'beta-1', 'gamma-1'),
      image(9, 'alpha-2', 'beta-2'),
      image(8, 'alpha-3', 'beta-3', 'gamma-2'),
    ];
    expect(actions(policyOf({ prefixes: ['alpha', 'beta'], keep: 1 }), images)).toBe('expire expire keep');
  });

  it('takes untagged images alone, and any image whatever its tags', () => {
    const images = [image(20), image(10, 'v1'), image(5)];
    expect(actions(policyOf({ status: 'untagged', days: 14 }), images)).toBe('expire keep keep');
    expect(actions(policyOf({ status: 'any', keep: 2 }), images)).toBe('expire keep keep');
  });

  it('counts pulls, and of images that were never pulled the days since the push', () => {
    const policy = policyOf({ patterns: ['*'], days: 30, since: 'sinceImagePulled', archive: true });
    const images = [{ ...image(90, 'v1'), pulled: 3 }, image(90, 'v2'), { ...image(90, 'v3'), archived: 1 }];
    expect(actions(policy, images)).toBe('keep transition keep');
  });

  it('looks at archived images only where their time there counts', () => {
    const policy = policyOf({ status: 'any', keep: 1 }, { status: 'any', days: 90, since: 'sinceImageTransitioned' });
    const images = [
      { ...image(900, 'v1'), archived: 91 },
      { ...image(800, 'v2'), archived: 90 },
      image(10, 'v3'),
      image(1, 'v4'),
    ];
    expect(actions(policy, images)).toBe('expire keep expire keep');
  });

  it('is unsure where an unknown part decides', () => {
    const json = (tagPrefixList: PlainJson): PlainJson => ({
      rules: [
        {
          rulePriority: 1,
          selection: { tagStatus: 'tagged', tagPrefixList, countType: 'imageCountMoreThan', countNumber: 1 },
          action: { type: 'expire' },
        },
      ],
    });
    const images = [image(3, 'v1'), image(2, 'v2'), image(1)];
    expect(actions(parseLifecyclePolicy(json([`v${U}`])), images)).toBe('unsure unsure keep');
    expect(actions(parseLifecyclePolicy({ rules: [U] }), images)).toBe('unsure unsure unsure');
  });
});

const tag = fc.stringMatching(/^[ab-]{1,3}$/);
const images = fc.array(
  fc.record(
    {
      tags: fc.array(tag, { maxLength: 2 }),
      pushed: fc.integer({ min: 0, max: 6 }),
      pulled: fc.integer({ min: 0, max: 6 }),
      archived: fc.constantFrom(80, 90, 91, 130),
    },
    { requiredKeys: ['tags', 'pushed'] },
  ),
  { maxLength: 8 },
);

describe('the outcome', () => {
  it('is that of the rule that decides, had it no others beside it', () => {
    fc.assert(
      fc.property(policies, images, (json, repository) => {
        const policy = parseLifecyclePolicy(json);
        for (const [index, outcome] of applyLifecyclePolicy(policy, repository).entries()) {
          if (!('rule' in outcome)) continue;
          const alone = applyLifecyclePolicy({ rules: [outcome.rule], open: false }, repository)[index];
          expect(alone).toEqual(outcome);
        }
      }),
    );
  });

  it('does not depend on rules that are unreachable, nor on the order in which rules are written', () => {
    fc.assert(
      fc.property(policies, images, (json, repository) => {
        const policy = parseLifecyclePolicy(json);
        const idle = unreachableRules(policy).map(({ rule }) => rule);
        const busy = policy.rules.filter((rule) => !idle.includes(rule)).toReversed();
        const outcomes = applyLifecyclePolicy({ rules: busy, open: false }, repository);
        expect(outcomes).toEqual(applyLifecyclePolicy(policy, repository));
        for (const outcome of outcomes) if ('rule' in outcome) expect(idle).not.toContain(outcome.rule);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps as many of the newest as one rule for any images says', () => {
    fc.assert(
      fc.property(images, fc.integer({ min: 1, max: 4 }), (repository, keep) => {
        const live = repository.filter(({ archived }) => archived === undefined);
        const outcomes = applyLifecyclePolicy(policyOf({ status: 'any', keep }), live);
        const ages = (action: string): number[] =>
          live.filter((_, index) => outcomes[index]?.action === action).map(({ pushed }) => pushed);
        expect(ages('keep')).toHaveLength(Math.min(keep, live.length));
        expect(Math.max(0, ...ages('keep'))).toBeLessThanOrEqual(Math.min(...ages('expire'), 7));
      }),
    );
  });
});

describe('unreachableRules', () => {
  const idle = (...rules: Rule[]): (number | undefined)[][] =>
    unreachableRules(policyOf(...rules)).map(({ rule, by }) => [rule.priority, by.priority]);

  it.each([
    [
      [
        { patterns: ['prod*'], keep: 5 },
        { prefixes: ['prod-eu'], days: 3 },
      ],
      [[2, 1]],
    ],
    [
      [
        { patterns: ['*'], keep: 5 },
        { prefixes: ['a', 'b'], keep: 9 },
        { status: 'untagged', days: 3 },
      ],
      [[2, 1]],
    ],
    [
      [
        { patterns: ['a*c'], keep: 5 },
        { patterns: ['ab*bc'], keep: 9 },
      ],
      [[2, 1]],
    ],
    [
      [
        { prefixes: ['a'], keep: 5 },
        { prefixes: ['b'], keep: 5 },
        { prefixes: ['ab', 'bb'], keep: 9 },
      ],
      [[3, 1]],
    ],
  ] as const)('%j', (rules, expected) => {
    expect(idle(...rules)).toEqual(expected);
  });

  it.each([
    [
      { prefixes: ['prod-eu'], keep: 5 },
      { prefixes: ['prod'], keep: 5 },
    ],
    [
      { prefixes: ['a', 'b'], keep: 5 },
      { prefixes: ['a'], keep: 5 },
    ],
    [
      { patterns: ['a*c'], keep: 5 },
      { patterns: ['a*'], keep: 9 },
    ],
    [
      { patterns: ['*'], keep: 5 },
      { status: 'any', keep: 9 },
    ],
    [
      { patterns: ['*'], keep: 5 },
      { patterns: ['*'], days: 90, since: 'sinceImageTransitioned' },
    ],
  ] as const)('leaves images to both %j and %j', (first, second) => {
    expect(idle(first, second)).toEqual([]);
  });
});

describe('fateOfImage', () => {
  const policy = policyOf(
    { prefixes: ['release-'], keep: 9999 },
    { patterns: ['*-rc*'], days: 30, since: 'sinceImagePulled', archive: true },
    { status: 'any', days: 14 },
  );

  it.each([
    [['release-7'], { state: 'removed', after: { images: 9999 } }],
    [['7-rc1'], { state: 'removed', after: { days: 30, since: 'pull' } }],
    [['main'], { state: 'removed', after: { days: 14, since: 'push' } }],
  ])('of %j', (tags, fate) => {
    expect(fateOfImage(policy, tags)).toMatchObject(fate);
  });

  it('is to be kept where no rule is about it, and unsure where one may be', () => {
    expect(fateOfImage(policyOf({ status: 'untagged', days: 1 }), ['v1'])).toEqual({ state: 'kept' });
    expect(fateOfImage(policyOf({ patterns: ['*-rc*'], days: 1 }), [`v${U}`])).toEqual({ state: 'unsure' });
    expect(fateOfImage(parseLifecyclePolicy(U), ['v1'])).toEqual({ state: 'unsure' });
    const [rule] = policyOf({ status: 'any', days: 1 }).rules;
    for (const field of ['action', 'countNumber', 'countType', 'storageClass'] as const) {
      const rules = rule ? [{ ...rule, [field]: undefined }] : [];
      expect(fateOfImage({ rules, open: false }, ['v1'])).toEqual({ state: 'unsure' });
    }
  });
});
