import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeModel, type Described } from '../../../src/engine/index.ts';
import { terraformPlan } from '../../../src/frontends/terraform/plan/index.ts';
import { terraform as terraformJson } from '../../../src/frontends/terraform/configuration.ts';
import { KINDS_OF_TYPE } from '../../../src/frontends/terraform/generated/kinds.ts';
import { Graph, ResourceIndex } from '../../../src/graph/index.ts';
import { World } from '../../../src/values/index.ts';
import { lowerText, type Lowered } from '../lower-text.ts';

const FOLDER = join(import.meta.dirname, 'fixtures', 'everything');

/** Resource types that provider 5.100.0 does not have. */
const NEWER = /express_gateway|daemon|s3files/;

/** Paths at which the plan says something else than the source. A plan has defaults besides, and sets in another order. */
function differences(source: Described | undefined, plan: Described | undefined, path: string): string[] {
  if (source === undefined || isUnknown(source) || isUnknown(plan)) return [];
  if (Array.isArray(source) && Array.isArray(plan)) {
    return source.flatMap((item: Described, index) => {
      const found = plan.some((other: Described) => differences(item, other, '').length === 0);
      return found ? [] : [`${path}/${String(index)}: ${JSON.stringify(item)}`];
    });
  }
  if (isMap(source) && isMap(plan)) {
    return Object.keys(source).flatMap((key) => differences(source[key], plan[key], `${path}/${key}`));
  }
  return source === plan ? [] : [`${path}: ${JSON.stringify(source)}, planned ${JSON.stringify(plan)}`];
}

function isMap(value: Described | undefined): value is Readonly<Record<string, Described>> {
  return typeof value === 'object' && !Array.isArray(value);
}

function isUnknown(value: Described | undefined): boolean {
  return value === '***' || (isMap(value) && ('$unknown' in value || '$template' in value));
}

describe('a configuration and its plan', () => {
  let source: Lowered;
  let plan: Lowered;
  beforeAll(async () => {
    source = await lowerText(terraformJson, readFileSync(join(FOLDER, 'main.tf.json'), 'utf8'), 'main.tf.json');
    plan = await lowerText(terraformPlan, readFileSync(join(FOLDER, 'plan.json'), 'utf8'), 'plan.json');
  });

  it('hold the same resources', () => {
    const addresses = ({ model }: Lowered): string[] => model.map(({ kind, address }) => `${kind} ${address}`).sort();
    expect(addresses(source)).toEqual(addresses(plan));
  });

  it('hold every kind that the provider has', () => {
    const types = Object.entries(KINDS_OF_TYPE).filter(([type]) => !NEWER.test(type) && !type.startsWith('aws_alb'));
    const kinds = new Set(plan.model.map(({ kind }) => kind));
    expect(types.flatMap(([, wanted]) => wanted).filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it('say the same of them', () => {
    const planned = new Map(plan.model.map(({ kind, address, values }) => [`${kind} ${address}`, values]));
    const wrong = source.model.flatMap(({ kind, address, values }) =>
      differences(values, planned.get(`${kind} ${address}`), `${kind} ${address}`),
    );
    expect(wrong).toEqual([]);
  });

  it('are told of no mistake', () => {
    expect([...source.mistakes, ...source.notices, ...plan.mistakes, ...plan.notices]).toEqual([]);
  });

  it('join alike', () => {
    for (const { resources } of [source, plan]) {
      const graph = new Graph(new ResourceIndex(resources), new World());
      const web = resources.find(({ address }) => address === 'aws_ecs_service.web')?.view(new World());
      const join = graph.taskDefinitionOf(web as Parameters<Graph['taskDefinitionOf']>[0]);
      expect(join.state === 'found' && join.resource.address).toBe('aws_ecs_task_definition.web');
    }
  });
});

const PLANS = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'plans');

describe.skipIf(!existsSync(PLANS))('plans made elsewhere', () => {
  const names = existsSync(PLANS)
    ? readdirSync(PLANS).filter((name) => existsSync(join(PLANS, name, 'plan.json')))
    : [];

  it.each(names)('%s', async (name) => {
    const text = readFileSync(join(PLANS, name, 'plan.json'), 'utf8');
    const { resources, model, mistakes, notices } = await lowerText(terraformPlan, text, 'plan.json');
    expect([...mistakes, ...notices]).toEqual([]);
    const planned = JSON.parse(text) as { resource_changes: { address: string; change: { after: unknown } }[] };
    const kept = planned.resource_changes.filter(({ change }) => change.after !== null).map(({ address }) => address);
    expect(model.map(({ address }) => address).sort()).toEqual(kept.sort());
    const graph = new Graph(new ResourceIndex(resources), new World());
    for (const resource of resources) {
      if (resource.kind !== 'ecs.service') continue;
      const view = resource.view(new World());
      expect(graph.taskDefinitionOf(view as unknown as Parameters<Graph['taskDefinitionOf']>[0]).state).toBe('found');
    }
    expect(describeModel(resources)).toEqual(model);
  });
});
