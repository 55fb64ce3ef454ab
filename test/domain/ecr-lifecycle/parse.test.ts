import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLifecyclePolicy } from '../../../src/domain/ecr-lifecycle/parse.ts';
import type { LifecycleFault } from '../../../src/domain/ecr-lifecycle/policy.ts';
import type { JsonPath, PlainJson } from '../../../src/domain/plain-json.ts';
import { UNKNOWN_TEXT as U } from '../../../src/domain/unknown-text.ts';
import { policies } from './policies.ts';

const counted = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 10 };
const aged = { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 };
const archived = { ...aged, storageClass: 'archive', countType: 'sinceImageTransitioned', countNumber: 365 };
const expire = { type: 'expire' };

function faultsOf(...rules: PlainJson[]): readonly LifecycleFault[] {
  return parseLifecyclePolicy({ rules }).faults;
}

/** `path kind detail` of each fault. */
function told(...rules: PlainJson[]): string[] {
  return faultsOf(...rules).map((fault) => {
    const detail = 'expected' in fault ? fault.expected : 'field' in fault ? fault.field : '';
    return `${fault.at.slice(2).join('.')} ${fault.kind} ${detail}`.trim();
  });
}

const selecting = (selection: PlainJson, action: PlainJson = expire): string[] =>
  told({ rulePriority: 1, selection, action });

describe('parseLifecyclePolicy', () => {
  it('reads the examples of the user guide', () => {
    const archive = { type: 'transition', targetStorageClass: 'archive' };
    const { rules, faults, open } = parseLifecyclePolicy({
      rules: [
        { rulePriority: 1, description: 'Untagged images go after two weeks.', selection: aged, action: expire },
        {
          rulePriority: 3,
          selection: { ...counted, tagStatus: 'tagged', tagPatternList: ['*test*1*2*3', 'prod*'] },
          action: expire,
        },
        { rulePriority: 7, selection: { ...aged, tagStatus: 'any', countType: 'sinceImagePulled' }, action: archive },
        { rulePriority: 8, selection: { ...archived, tagStatus: 'any' }, action: expire },
      ],
    });
    expect(faults).toEqual([]);
    expect(open).toBe(false);
    expect(rules).toMatchObject([
      { priority: 1, tags: { status: 'untagged' }, countType: 'sinceImagePushed', countNumber: 14, action: 'expire' },
      { priority: 3, tags: { status: 'tagged', patterns: ['*test*1*2*3', 'prod*'] }, storageClass: 'standard' },
      { priority: 7, tags: { status: 'any' }, storageClass: 'standard', action: 'transition' },
      { priority: 8, tags: { status: 'any' }, storageClass: 'archive', at: ['rules', 3] },
    ]);
  });

  it.each([
    [{ ...counted, countUnit: 'days' }, ['selection.countUnit unwanted countUnit']],
    [{ ...aged, countUnit: 'weeks' }, ["selection.countUnit value 'days'"]],
    [{ ...counted, countType: 'sinceImagePushed' }, ['selection missing countUnit']],
    [{ ...counted, countNumber: 0 }, ['selection.countNumber value a whole number from 1']],
    [{ ...counted, countNumber: '10' }, ['selection.countNumber value a whole number from 1']],
    [{ ...counted, countNumber: null }, ['selection.countNumber value a whole number from 1']],
    [{ ...counted, tagStatus: 'ANY' }, ["selection.tagStatus value 'tagged' or 'untagged' or 'any'"]],
    [{ ...counted, tagStatus: 'tagged' }, ['selection missing tagPatternList']],
    [
      { ...counted, tagStatus: 'tagged', tagPrefixList: [] },
      ['selection.tagPrefixList value a list of at least one text'],
    ],
    [
      { ...counted, tagStatus: 'tagged', tagPrefixList: 'v' },
      ['selection.tagPrefixList value a list of at least one text'],
    ],
    [
      { ...counted, tagStatus: 'tagged', tagPatternList: ['*'], tagPrefixList: ['v'] },
      ['selection.tagPrefixList unwanted tagPrefixList'],
    ],
    [
      { ...counted, tagStatus: 'tagged', tagPatternList: ['*1*2*3*4*'] },
      ["selection.tagPatternList.0 value at most four '*' in a text"],
    ],
    [{ ...aged, tagPrefixList: [] }, ['selection.tagPrefixList unwanted tagPrefixList']],
    [
      { ...archived, storageClass: 'standard' },
      ["selection.storageClass value 'archive' with countType 'sinceImageTransitioned'"],
    ],
    [
      { ...aged, storageClass: 'archive' },
      ["selection.storageClass value 'standard' with countType 'sinceImagePushed'"],
    ],
    [
      { ...archived, countNumber: 89 },
      ['selection.countNumber value a whole number from 90, the least that archived images are kept'],
    ],
    [{ tagStatus: 'any', countNumber: 10 }, ['selection missing countType']],
    [{ ...counted, tagsStatus: 'any' }, ['selection.tagsStatus unknown tagsStatus']],
    ['any', ['selection value a map with tagStatus, countType, countNumber']],
  ])('refuses the selection %j', (selection, expected) => {
    expect(selecting(selection)).toEqual(expected);
  });

  it.each([
    [{ type: 'delete' }, ["action.type value 'expire' or 'transition'"]],
    [{ type: 'transition' }, ['action missing targetStorageClass']],
    [{ type: 'transition', targetStorageClass: 'ARCHIVE' }, ["action.targetStorageClass value 'archive'"]],
    [{ type: 'expire', targetStorageClass: null }, ['action.targetStorageClass unwanted targetStorageClass']],
    [{}, ['action missing type']],
  ])('refuses the action %j', (action, expected) => {
    expect(selecting(counted, action)).toEqual(expected);
  });

  it('refuses what is no rule, and members that it does not know', () => {
    expect(parseLifecyclePolicy([]).faults).toMatchObject([{ at: [], kind: 'value' }]);
    expect(parseLifecyclePolicy({}).faults).toMatchObject([{ at: [], kind: 'missing', field: 'rules' }]);
    expect(parseLifecyclePolicy({ Rules: [] }).faults).toMatchObject([{ kind: 'unknown', suggestion: 'rules' }]);
    expect(told('all')).toEqual(['value a map with rulePriority, selection, action']);
    expect(told({ rulePriorty: 1, selection: counted, action: expire })).toEqual(['rulePriorty unknown rulePriorty']);
    expect(told({ rulePriority: 1.5, selection: counted, action: expire })).toEqual([
      'rulePriority value a whole number',
    ]);
    expect(told({ rulePriority: 1, description: 7, selection: counted, action: expire })).toEqual([
      'description value a text',
    ]);
  });

  it('is not sure where the documentation is not', () => {
    const pulled = { tagStatus: 'any', countType: 'sinceImagePulled', countNumber: 30 };
    const action = { type: 'expire', targetStorageClass: 'archive' };
    expect(faultsOf({ rulePriority: 1, selection: pulled, action })).toMatchObject([
      { kind: 'missing', field: 'countUnit', certainty: 'possible' },
      { kind: 'unwanted', field: 'targetStorageClass', certainty: 'possible' },
    ]);
  });

  it('wants every priority once', () => {
    const rule = { rulePriority: 2, selection: aged, action: expire };
    expect(faultsOf(rule, { rulePriority: 2, selection: counted, action: expire })).toEqual([
      {
        kind: 'samePriority',
        at: ['rules', 1, 'rulePriority'],
        priority: 2,
        first: ['rules', 0, 'rulePriority'],
        certainty: 'certain',
      },
    ]);
  });

  it('wants the rule for any images last in its storage class', () => {
    const any = { rulePriority: 1, selection: counted, action: expire };
    expect(faultsOf(any, { rulePriority: 9, selection: aged, action: expire })).toMatchObject([
      { kind: 'anyNotLast', at: ['rules', 0, 'rulePriority'], priority: 1, highest: 9 },
    ]);
    expect(faultsOf(any, { rulePriority: 9, selection: archived, action: expire })).toEqual([]);
    expect(faultsOf(any, { ...any, rulePriority: 2 })).toMatchObject([{ kind: 'anyNotLast', priority: 1, highest: 2 }]);
  });

  it('wants one rule in a storage class for untagged images and for the same prefixes', () => {
    const rule = (rulePriority: number, selection: PlainJson): PlainJson => ({
      rulePriority,
      selection,
      action: expire,
    });
    const prefixed = (...tagPrefixList: string[]): PlainJson => ({ ...counted, tagStatus: 'tagged', tagPrefixList });
    expect(faultsOf(rule(1, aged), rule(2, { ...aged, countNumber: 7 }))).toMatchObject([
      { kind: 'sameSelection', selection: 'untagged images', at: ['rules', 1, 'selection'] },
    ]);
    expect(faultsOf(rule(1, aged), rule(2, archived))).toEqual([]);
    expect(faultsOf(rule(1, prefixed('a', 'b')), rule(2, prefixed('b', 'a')))).toMatchObject([
      { kind: 'sameSelection', selection: "images tagged 'a*' and 'b*'" },
    ]);
    expect(faultsOf(rule(1, prefixed('a')), rule(2, prefixed('b')), rule(3, prefixed('a', 'b')))).toEqual([]);
  });

  it('leaves open what is unknown', () => {
    expect(parseLifecyclePolicy(U)).toEqual({ rules: [], open: true, faults: [] });
    expect(parseLifecyclePolicy({ rules: [U] })).toEqual({ rules: [], open: true, faults: [] });
    const [rule] = parseLifecyclePolicy({
      rules: [{ rulePriority: `1${U}`, selection: { [U]: U, tagStatus: 'tagged', countNumber: U }, action: U }],
    }).rules;
    expect(rule).toMatchObject({
      priority: undefined,
      tags: { patterns: [U] },
      countType: undefined,
      action: undefined,
    });
  });
});

type Mutable = PlainJson[] | Record<string, PlainJson>;

function pathsOf(json: PlainJson, at: JsonPath = []): JsonPath[] {
  if (typeof json !== 'object' || json === null) return [at];
  return [
    at,
    ...Object.entries(json).flatMap(([key, part]) => pathsOf(part, [...at, Array.isArray(json) ? Number(key) : key])),
  ];
}

function replaced(json: PlainJson, [step, ...rest]: JsonPath, by: PlainJson): PlainJson {
  if (step === undefined) return by;
  const copy = structuredClone(json) as Mutable;
  const part = (copy as Record<string, PlainJson>)[step] ?? null;
  (copy as Record<string, PlainJson>)[step] = replaced(part, rest, by);
  return copy;
}

describe('a policy that ECR takes', () => {
  it('has no fault, nor when any part of it is unknown', () => {
    fc.assert(
      fc.property(policies, fc.nat(), (policy, seed) => {
        expect(parseLifecyclePolicy(policy).faults).toEqual([]);
        const paths = pathsOf(policy);
        const path = paths[seed % paths.length] ?? [];
        expect(parseLifecyclePolicy(replaced(policy, path, U)).faults).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('has a fault when a member of a map is missing or there is one more', () => {
    fc.assert(
      fc.property(policies, fc.nat(), (policy, seed) => {
        const paths = pathsOf(policy).filter((path) => path.length >= 3 && typeof path.at(-1) === 'string');
        const path = paths[seed % paths.length] ?? [];
        const parent = path.slice(0, -1);
        let owner: PlainJson = policy;
        for (const step of parent) owner = (owner as Record<string, PlainJson>)[step] ?? null;
        const { [String(path.at(-1))]: taken, ...others } = owner as Record<string, PlainJson>;
        const isOptional = path.at(-1) === 'description' || (path.at(-1) === 'storageClass' && taken === 'standard');
        const { faults } = parseLifecyclePolicy(replaced(policy, parent, others));
        expect(faults.length > 0).toBe(!isOptional);
        const more = parseLifecyclePolicy(replaced(policy, [...parent, 'colour'], 'blue')).faults;
        expect(more).toMatchObject([{ kind: 'unknown', field: 'colour' }]);
      }),
    );
  });
});

it('any document is read, with faults at places within it', () => {
  const words = fc.constantFrom('rules', 'rulePriority', 'selection', 'action', 'type', 'tagStatus', 'any', U);
  const { tree } = fc.letrec<{ tree: PlainJson }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      words,
      fc.constantFrom(null, 1, true),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(words, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (json) => {
      const paths = new Set(pathsOf(json).map((path) => path.join('/')));
      for (const { at } of parseLifecyclePolicy(json).faults) expect(paths).toContain(at.join('/'));
    }),
    { numRuns: 1000 },
  );
});
