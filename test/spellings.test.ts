/**
 * One system, spelt in every format: all forms lower to one model, and the rules find the same in each. A value is the
 * same when it is equal, or unknown with a reason where the format names another resource instead of writing a text.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FAMILIES } from '../rules/index.ts';
import { describeModel, judge, readProject, type Described } from '../src/engine/index.ts';
import { FRONTENDS } from '../src/frontends/index.ts';
import type { Rule } from '../src/kit/index.ts';

const CASES = join(import.meta.dirname, '..', 'fixtures', 'spellings');

/** Forms whose files hold more than was written: Terraform fills in the provider's defaults when it plans. */
const FILLED_IN = new Set([
  'terraform-plan',
  'terraform-plan with its source',
  'terraform-plan with its source in JSON',
]);
/** Forms that are several others side by side. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  'terraform-plan with its source': ['terraform-plan', 'terraform-hcl'],
  'terraform-plan with its source in JSON': ['terraform-plan', 'terraform-json'],
};
/** Forms that cannot express every kind of resource, and the findings that need one of those. */
const PARTIAL: Readonly<Record<string, readonly string[]>> = {
  api: ['ecs/execution-role-lacks-access', 'ecs/target-type-mismatch', 'ecs/task-role-lacks-access'],
};

interface Read {
  /** Values by kind and name; resources without a name are counted within their kind. */
  readonly model: ReadonlyMap<string, Described>;
  /** `rule message resource`, sorted. */
  readonly findings: readonly string[];
  readonly complaints: readonly string[];
}

async function read(...folders: readonly string[]): Promise<Read> {
  const files = folders.flatMap((folder) =>
    readdirSync(folder).map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8'), named: true })),
  );
  const project = await readProject(files, FRONTENDS, { parameters: {} });
  const described = describeModel(project.resources);
  const counts = new Map<string, number>();
  const keys = new Map<string, string>();
  const model = new Map<string, Described>();
  for (const { kind, name, address, values } of described) {
    const count = counts.get(kind) ?? 0;
    if (name === undefined) counts.set(kind, count + 1);
    const key = `${kind} ${name ?? `(${String(count)})`}`;
    keys.set(`${kind} ${address}`, key);
    model.set(key, values);
  }
  const rules = (await Promise.all(Object.values(FAMILIES).map((load) => load()))).flat();
  const judged = judge(
    project,
    rules.map((rule: Rule) => ({ rule, severity: rule.severity })),
    {},
  );
  const findings = judged.findings.map(
    ({ rule, messageId, resource }) =>
      `${rule} ${messageId} on ${keys.get(`${resource?.kind ?? ''} ${resource?.address ?? ''}`) ?? '?'}`,
  );
  const complaints = [...project.notices, ...judged.notices].map(({ message }) => message);
  return { model, findings: findings.sort(), complaints };
}

/** Paths at which `actual` says something else than `expected`. */
function differences(
  expected: Described | undefined,
  actual: Described | undefined,
  extras: boolean,
  path = '',
): string[] {
  if (isUnknown(expected) || isUnknown(actual)) return [];
  if (expected === undefined) return extras ? [] : [`${path}: not in the model, here ${JSON.stringify(actual)}`];
  if (actual === undefined) return [`${path}: missing, in the model ${JSON.stringify(expected)}`];
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length);
    return Array.from({ length }, (_, i) =>
      differences(expected[i] as Described, actual[i] as Described, extras, `${path}/${String(i)}`),
    ).flat();
  }
  if (
    typeof expected === 'object' &&
    typeof actual === 'object' &&
    !Array.isArray(expected) &&
    !Array.isArray(actual)
  ) {
    const [a, b] = [expected as Record<string, Described>, actual as Record<string, Described>];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      differences(a[key], b[key], extras, `${path}/${key}`),
    );
  }
  return expected === actual
    ? []
    : [`${path}: ${JSON.stringify(expected)} in the model, ${JSON.stringify(actual)} here`];
}

function isUnknown(value: Described | undefined): boolean {
  return typeof value === 'object' && ('$unknown' in value || '$template' in value);
}

for (const name of readdirSync(CASES)) {
  const folder = join(CASES, name);
  const expected = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as Record<string, Described>;
  const findings = readFileSync(join(folder, 'findings.txt'), 'utf8').trim().split('\n');
  const forms = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

  describe.each([...forms, ...Object.keys(TOGETHER)])(`spellings of '${name}': %s`, (form) => {
    let result: Read;
    beforeAll(async () => {
      result = await read(...(TOGETHER[form] ?? [form]).map((each) => join(folder, each)));
    });

    it('lowers to the model', () => {
      const kinds = new Set([...result.model.keys()].map((key) => key.split(' ')[0]));
      const expectedKeys = Object.keys(expected).filter((key) => !(form in PARTIAL) || kinds.has(key.split(' ')[0]));
      expect([...result.model.keys()].sort()).toEqual(expectedKeys.sort());
      const wrong = expectedKeys.flatMap((key) =>
        differences(expected[key], result.model.get(key), FILLED_IN.has(form), key),
      );
      expect(wrong).toEqual([]);
    });

    it('gives the same findings', () => {
      const keys = [...result.model.keys()];
      const beyond = PARTIAL[form];
      const expectedHere = beyond
        ? findings.filter(
            (line) => keys.some((key) => line.endsWith(` on ${key}`)) && !beyond.some((rule) => line.startsWith(rule)),
          )
        : findings;
      expect(result.findings).toEqual(expectedHere);
    });

    it('says nothing else', () => {
      expect(result.complaints).toEqual([]);
    });
  });

  it(`spellings of '${name}' are all there`, () => {
    const terraform = ['terraform-hcl', 'terraform-json', 'terraform-plan'];
    for (const form of ['api', 'cloudformation-json', 'cloudformation-yaml', ...terraform]) {
      expect(existsSync(join(folder, form)), form).toBe(true);
    }
  });
}
