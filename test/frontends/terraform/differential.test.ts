/**
 * What we make of a Terraform configuration against what Terraform does: the model of the source alone and that of its plan
 * alone are one. Every value that the plan knows is the same in the source, or unknown there with a reason; no resource is
 * in one only. Only `known.txt` keeps how much of it we know: `UPDATE=1 npx vitest run <this file>` writes it anew.
 *
 * A plan also says what nobody wrote: the provider's defaults, which must be those of the table, and what a resource that
 * is updated has been before. They are left out of the share.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeModel, readProject, type Described, type Project } from '../../../src/engine/index.ts';
import { FRONTENDS } from '../../../src/frontends/index.ts';
import { openFiles } from '../../../src/workspace/index.ts';
import { compareModels, sum, type Comparison, type Unwritten } from './compare-models.ts';
import { PROVIDER_DEFAULTS } from './provider-defaults.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..', '..');
const OURS = join(REPOSITORY, 'fixtures', 'terraform');
const OTHERS = join(REPOSITORY, '..', 'shared', 'plans');
const KNOWN = join(OURS, 'known.txt');

type Model = ReadonlyMap<string, Described>;
type Variables = Readonly<Record<string, string>>;

interface PlanFile {
  readonly variables?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly resource_changes: readonly { readonly change: { readonly before: unknown } }[];
}

/** The configurations with a plan in a folder. */
function plansIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => existsSync(join(folder, name, 'plan.json'))).map((name) => join(folder, name));
}

async function read(
  files: readonly { path: string; text: string }[],
  folder: string,
  variables: Variables = {},
): Promise<Project> {
  const project = await readProject(files, FRONTENDS, { parameters: {}, files: openFiles(folder, []), variables });
  expect([...project.mistakes, ...project.notices]).toEqual([]);
  return project;
}

function modelOf({ resources }: Pick<Project, 'resources'>): Model {
  return new Map(describeModel(resources).map(({ kind, address, values }) => [`${address} ${kind}`, values]));
}

function readPlan(text: string, folder: string): Promise<Project> {
  return read([{ path: 'plan.json', text }], folder);
}

async function readSource(folder: string, variables?: Variables): Promise<Project> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sources = paths.filter((path) => /\.(?:tf|tfvars)(?:\.json)?$/.test(path));
  const files = sources.map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  return read(files, folder, variables);
}

/** What the resources are before the plan is applied. */
function priorOf(plan: PlanFile): string {
  const changes = plan.resource_changes.map((each) => ({
    ...each,
    change: { ...each.change, actions: ['no-op'], after: each.change.before, after_unknown: {}, after_sensitive: {} },
  }));
  return JSON.stringify({ ...plan, planned_values: {}, resource_changes: changes });
}

/** The variables that a plan was made with, as `-var` takes them. */
function variablesOf({ variables = {} }: PlanFile): Variables {
  const given = Object.entries(variables).filter(([, { value }]) => value !== undefined && value !== null);
  return Object.fromEntries(
    given.map(([name, { value }]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

/** Paths in a model with `*` for indexes, as comparisons have them, and the values there. */
function valueAt(model: Described | undefined, path: string): Described | undefined {
  const [, ...steps] = path.split('/');
  let value = model;
  for (const step of steps) {
    if (typeof value !== 'object' || step === '*') return undefined;
    value = (value as Readonly<Record<string, Described>>)[step];
  }
  return value;
}

function compareAll(source: Model, plan: Model, prior: Model): Comparison {
  const comparisons = [...plan].map(([key, planned]) => {
    const [address, kind] = [key.slice(0, key.lastIndexOf(' ')), key.slice(key.lastIndexOf(' ') + 1)];
    const before = prior.get(key);
    const unwritten: Unwritten = (path, value) =>
      PROVIDER_DEFAULTS[path] === value || isEqual(valueAt(before, path), value);
    const { differences, unknown, ...counts } = compareModels(source.get(key), planned, kind, unwritten);
    const named = (texts: readonly string[]): string[] => texts.map((text) => `${address} ${text}`);
    return { differences: named(differences), unknown: named(unknown), ...counts };
  });
  return sum(comparisons);
}

function isEqual(first: Described | undefined, second: Described): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

const share = ({ known, planned }: Comparison): number => known / planned;

describe.each([...plansIn(OURS), ...plansIn(OTHERS)])('the configuration %s', (folder) => {
  let plan: Model;
  let prior: Model;
  let variables: Variables;
  beforeAll(async () => {
    const text = readFileSync(join(folder, 'plan.json'), 'utf8');
    const json = JSON.parse(text) as PlanFile;
    variables = variablesOf(json);
    plan = modelOf(await readPlan(text, folder));
    prior = modelOf(await readPlan(priorOf(json), folder));
  });

  it('says what its plan does', async () => {
    expect(compareAll(modelOf(await readSource(folder)), plan, prior).differences).toEqual([]);
  });

  it('says what its plan does with the same variables', async () => {
    expect(compareAll(modelOf(await readSource(folder, variables)), plan, prior).differences).toEqual([]);
  });

  it('has the resources of its plan, and those of other conditions', async () => {
    const { resources } = await readSource(folder);
    const certain = resources.filter(({ conditional }) => !conditional);
    const addresses = (model: Model): string[] => [...model.keys()].sort();
    expect(addresses(modelOf(await readSource(folder, variables)))).toEqual(addresses(plan));
    expect(addresses(modelOf({ resources })).filter((key) => plan.has(key))).toEqual(addresses(plan));
    expect(addresses(modelOf({ resources: certain })).filter((key) => !plan.has(key))).toEqual([]);
  });
});

describe('what is known without a plan', () => {
  let lines: string[];
  let all: Comparison;
  beforeAll(async () => {
    const comparisons: Comparison[] = [];
    lines = [];
    for (const folder of plansIn(OURS)) {
      const text = readFileSync(join(folder, 'plan.json'), 'utf8');
      const [plan, prior] = [
        await readPlan(text, folder),
        await readPlan(priorOf(JSON.parse(text) as PlanFile), folder),
      ];
      const comparison = compareAll(modelOf(await readSource(folder)), modelOf(plan), modelOf(prior));
      comparisons.push(comparison);
      lines.push(`${folder.slice(OURS.length + 1)}: ${comparison.known} of ${comparison.planned}`);
      lines.push(...comparison.unknown.map((line) => `  not ${line}`));
    }
    all = sum(comparisons);
    lines.push(`all: ${all.known} of ${all.planned}, ${(100 * share(all)).toFixed(1)} %`);
  });

  it('is nearly everything', () => {
    expect(share(all)).toBeGreaterThanOrEqual(0.95);
  });

  it('is what known.txt says', () => {
    const actual = lines.map((line) => `${line}\n`).join('');
    if (process.env['UPDATE'] === '1') writeFileSync(KNOWN, actual);
    expect(actual).toBe(readFileSync(KNOWN, 'utf8'));
  });
});
