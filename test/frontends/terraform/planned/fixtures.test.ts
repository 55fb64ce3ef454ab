/**
 * The plans of fixtures/terraform with their sources: every resource is one, with the values of the plan and the places of
 * the source. What the source says of a value that the plan knows is what the plan says.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../../../rules/index.ts';
import { describeModel, judge, readProject, type Project } from '../../../../src/engine/index.ts';
import { FRONTENDS } from '../../../../src/frontends/index.ts';
import { PlanPlace } from '../../../../src/frontends/terraform/plan/plan-place.ts';
import { certain, isSame } from '../../../../src/frontends/terraform/plan/twins.ts';
import type { Resource } from '../../../../src/model/index.ts';
import { settle, World, type ScalarTerm, type Term } from '../../../../src/values/index.ts';
import { openFiles } from '../../../../src/workspace/index.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', '..', 'fixtures', 'terraform');
const NAMES = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

async function read(name: string, isWanted: (path: string) => boolean): Promise<Project> {
  const folder = join(FIXTURES, name);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /(?:\.tf|\.tfvars|\.tf\.json|\.tfvars\.json|^plan\.json)$/.test(path) && isWanted(path),
  );
  const files = paths.map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  return readProject(files, FRONTENDS, { parameters: {}, files: openFiles(folder, []) });
}

/** The known scalars of a resource, into the documents that its texts hold. */
function* scalarsOf(term: Term, resource: Resource): Generator<ScalarTerm> {
  const settled = settle(term, new World());
  if (settled.state === 'map') for (const { value } of settled.entries()) yield* scalarsOf(value, resource);
  if (settled.state === 'list') for (const item of settled.items()) yield* scalarsOf(item, resource);
  if (settled.state !== 'scalar' || settled.value === null) return;
  const inner = resource.spelling.embedded?.(settled);
  if (inner) yield* scalarsOf(inner, resource);
  else yield settled;
}

describe.each(NAMES.map(({ name }) => name))('the plan of %s with its source', (name) => {
  it('places every value where the source says the same', async () => {
    const { resources, notices } = await read(name, () => true);
    expect(notices).toEqual([]);
    expect(resources.filter(({ path }) => path === 'plan.json').map(({ address }) => address)).toEqual([]);
    const wrong: string[] = [];
    let exact = 0;
    for (const resource of resources) {
      for (const { text, origin } of scalarsOf(resource.term, resource)) {
        if (!(origin instanceof PlanPlace) || origin.address !== undefined) continue;
        exact++;
        const said = certain(origin.twin);
        if (said?.state === 'scalar' && !isSame(text, said))
          wrong.push(`${resource.address}: ${text}, not ${said.text}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(exact).toBeGreaterThan(50);
  });

  it('says of each resource what the plan says, and more', async () => {
    const both = await read(name, () => true);
    const alone = await read(name, (path) => path === 'plan.json');
    const described = new Map(
      describeModel(both.resources).map((each) => [`${each.kind} ${each.address}`, each.values]),
    );
    for (const { kind, address, values } of describeModel(alone.resources)) {
      expect(described.get(`${kind} ${address}`), address).toMatchObject(withoutUnknown(values) as object);
    }
    expect(described.size).toBe(alone.resources.length);
  });

  it('has the findings of the source', async () => {
    const rules = (await Promise.all(Object.values(FAMILIES).map((load) => load()))).flat();
    const find = (project: Project): string[] =>
      judge(
        project,
        rules.map((rule) => ({ rule, severity: rule.severity })),
        {},
      ).findings.map(({ rule, span }) => `${span.source.path}:${String(span.start)} ${rule}`);
    const both = find(await read(name, () => true));
    const source = find(await read(name, (path) => path !== 'plan.json'));
    // What conditions leave open in the source is settled in the plan.
    expect(both.filter((line) => !source.includes(line))).toEqual([]);
  });
});

/** What is known of a described value; lists that hold something unknown are left out as a whole. */
function withoutUnknown(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.some((item) => withoutUnknown(item) === undefined) ? undefined : value.map(withoutUnknown);
  if (Object.keys(value).some((key) => key.startsWith('$'))) return undefined;
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutUnknown(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}
