import { beforeAll, describe, expect, it } from 'vitest';
import { Graph, ResourceIndex } from '../../src/graph/index.ts';
import { explore } from '../../src/values/index.ts';
import { loadShapes, mixed, resource } from '../kit/resources.ts';
import { choice, flag, unknown, type Plain } from '../kit/terms.ts';

beforeAll(() =>
  loadShapes([
    'ecs.service',
    'ecs.taskDefinition',
    'ecs.cluster',
    'events.rule',
    'events.target',
    'scheduler.schedule',
  ]),
);

type Values = Readonly<Record<string, Plain>>;

const service = (values: Values) => resource('ecs.service', { taskDefinition: 'web', ...values });

/** What the graph says of the task 'web' with these values among these resources, in each world. */
function ask<T>(values: Values, others: readonly unknown[], question: (graph: Graph, web: never) => T): T[] {
  const web = resource('ecs.taskDefinition', { family: 'web', ...values }, { name: 'web' });
  const index = new ResourceIndex(mixed(web, ...others));
  return explore((world) => question(new Graph(index, world), index.view(web, world) as never)).outcomes.map(
    ({ result }) => result,
  );
}

const launches = (...others: readonly unknown[]): string[] =>
  ask({}, others, (graph, web) => {
    const all = graph.launchesOf(web).map(({ compute }) => [...compute.launchTypes, ...(compute.open ? ['…'] : [])]);
    return all.map((types) => types.join(' ')).join(', ');
  });

const onFargate = (values: Values, ...others: readonly unknown[]): string[] =>
  ask(values, others, (graph, web) => graph.runsOn(web, 'FARGATE'));

describe('launchesOf', () => {
  it('finds everything that starts the task, with where it runs', () => {
    const cluster = resource('ecs.cluster', { clusterName: 'shop' }, { name: 'shop' });
    expect(launches(service({ launchType: 'FARGATE' }))).toEqual(['FARGATE']);
    expect(launches(resource('ecs.taskSet', { taskDefinition: 'web', launchType: 'EC2' }))).toEqual(['EC2']);
    expect(launches(resource('ecs.runTask', { taskDefinition: 'web:3', cluster: 'shop' }), cluster)).toEqual(['EC2']);
    expect(launches(service({ taskDefinition: 'api' }))).toEqual(['']);
  });

  it('finds targets of events, within their rule and apart, and schedules', () => {
    const taskDefinitionArn = 'arn:aws:ecs:eu-central-1:123456789012:task-definition/web';
    const target = {
      id: '1',
      arn: 'arn:aws:ecs:eu:1:cluster/shop',
      ecsParameters: { taskDefinitionArn, launchType: 'FARGATE' },
    };
    const other = { id: '2', arn: 'arn:aws:lambda:eu:1:function:x' };
    const cluster = resource('ecs.cluster', { clusterName: 'shop' }, { name: 'shop' });
    expect(launches(resource('events.rule', { targets: [other, target] }))).toEqual(['FARGATE']);
    expect(launches(resource('events.target', target))).toEqual(['FARGATE']);
    const onDefault = { ...target, ecsParameters: { taskDefinitionArn } };
    expect(launches(resource('scheduler.schedule', { target: onDefault }), cluster)).toEqual(['EC2']);
    expect(launches(resource('scheduler.schedule', { target: onDefault }))).toEqual(['…']);
    const spot = { taskDefinitionArn, capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }] };
    expect(launches(resource('events.rule', { targets: [{ ...target, ecsParameters: spot }] }))).toEqual(['FARGATE']);
  });
});

describe('runsOn', () => {
  it('is sure of what the task asks to be registered for', () => {
    expect(onFargate({ requiresCompatibilities: ['FARGATE'] })).toEqual(['yes']);
    expect(onFargate({ requiresCompatibilities: ['EC2', 'FARGATE'] })).toEqual(['yes']);
    expect(onFargate({ requiresCompatibilities: ['EC2'] })).toEqual(['no']);
    expect(onFargate({ requiresCompatibilities: [unknown('a parameter')] })).toEqual(['unsure']);
    expect(onFargate({ requiresCompatibilities: unknown('a parameter') })).toEqual(['unsure']);
  });

  it('is sure of where something starts it', () => {
    expect(onFargate({}, service({ launchType: 'FARGATE' }))).toEqual(['yes']);
    expect(onFargate({ requiresCompatibilities: ['EC2'] }, service({ launchType: 'FARGATE' }))).toEqual(['yes']);
    expect(onFargate({}, service({ launchType: 'EC2' }), service({ launchType: 'FARGATE' }))).toEqual(['yes']);
  });

  it('denies only where all that starts it is known to run elsewhere', () => {
    expect(onFargate({}, service({ launchType: 'EC2' }))).toEqual(['no']);
    expect(onFargate({}, service({ launchType: 'EC2' }), service({ launchType: unknown('x') }))).toEqual(['unsure']);
    expect(onFargate({}, service({ launchType: 'EC2' }), service({ taskDefinition: unknown('x') }))).toEqual([
      'unsure',
    ]);
    expect(onFargate({})).toEqual(['unsure']);
  });

  it('goes with the condition', () => {
    const launchType = choice(flag('IsProd'), 'FARGATE', 'EC2');
    expect(onFargate({}, service({ launchType }))).toEqual(['yes', 'no']);
  });
});
