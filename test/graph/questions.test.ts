/** The graph's questions about rollouts, network modes, load balancers and security groups, in the API's own words. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Graph, ResourceIndex } from '../../src/graph/index.ts';
import type { Kind, Kinds, Resource } from '../../src/model/index.ts';
import { settled, World } from '../../src/values/index.ts';
import { loadShapes, mixed, resource } from '../kit/resources.ts';
import { unknown, type Plain } from '../kit/terms.ts';

const KINDS: readonly Kind[] = [
  'ecs.service',
  'ecs.taskDefinition',
  'ecs.cluster',
  'elbv2.loadBalancer',
  'elb.loadBalancer',
  'ec2.securityGroup',
  'eks.cluster',
  'efs.mountTarget',
  'autoscaling.launchConfiguration',
  'applicationautoscaling.scalableTarget',
];
beforeAll(() => loadShapes(KINDS));

type Values = Readonly<Record<string, Plain>>;

const service = (values: Values = {}) => resource('ecs.service', { serviceName: 'web', ...values }, { name: 'web' });
const task = (values: Values = {}) => resource('ecs.taskDefinition', { family: 'web', ...values }, { name: 'web' });

/** Asks about the first of these resources, in the likely world. */
function ask<K extends Kind, T>(
  question: (graph: Graph, view: Kinds[K]) => T,
  about: Resource<K>,
  ...others: readonly unknown[]
): T {
  const index = new ResourceIndex(mixed(about, ...others));
  const world = new World();
  return question(new Graph(index, world), index.view(about, world));
}

describe('networkModeOf', () => {
  const mode = (about: Resource<'ecs.service'>, ...others: readonly unknown[]): string | undefined =>
    ask((graph, view) => graph.networkModeOf(view)?.mode, about, ...others);
  const inVpc = { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } } };

  it('is what the task definition says', () => {
    expect(mode(service({ taskDefinition: 'web' }), task({ networkMode: 'host' }))).toBe('host');
    expect(mode(service({ taskDefinition: 'web', ...inVpc }), task({ networkMode: 'bridge' }))).toBe('bridge');
  });

  it('is not known where the task definition leaves it open', () => {
    expect(mode(service({ taskDefinition: 'web', ...inVpc }), task({ networkMode: unknown('x') }))).toBeUndefined();
  });

  it('is awsvpc where the service has subnets, and on Fargate', () => {
    expect(mode(service(inVpc))).toBe('awsvpc');
    expect(mode(service({ launchType: 'FARGATE' }))).toBe('awsvpc');
    expect(mode(service({ taskDefinition: 'web' }), task({ requiresCompatibilities: ['FARGATE'] }))).toBe('awsvpc');
  });

  it('is bridge on instances where nothing is written', () => {
    expect(mode(service({ taskDefinition: 'web', launchType: 'EC2' }), task())).toBe('bridge');
    expect(mode(service({ launchType: 'EC2' }))).toBeUndefined();
    expect(mode(service({ taskDefinition: 'web' }), task())).toBeUndefined();
  });
});

describe('rolloutOf', () => {
  const rollout = (about: Resource<'ecs.service'>, ...others: readonly unknown[]): string =>
    ask(
      (graph, view) => {
        const found = graph.rolloutOf(view);
        if (!found) return 'none';
        const counts = found.counts.map(({ tasks, from }) => `${String(tasks)} by ${from}`).join(', ');
        const { minimumHealthyPercent: least, maximumPercent: most, idle } = found;
        return `${String(least)}-${String(most)}: ${counts}${idle ? 'idle' : ''}`;
      },
      about,
      ...others,
    );
  const target = (values: Values) =>
    resource('applicationautoscaling.scalableTarget', { resourceId: 'service/shop/web', ...values });

  it('has the figures of the service, or those that ECS fills in', () => {
    expect(rollout(service({ desiredCount: 4 }))).toBe('100-200: 4 by desiredCount');
    expect(rollout(service({ schedulingStrategy: 'DAEMON' }))).toBe('0-100: ');
    const deploymentConfiguration = { minimumHealthyPercent: 50, maximumPercent: 150 };
    expect(rollout(service({ deploymentConfiguration }))).toBe('50-150: 1 by default');
    expect(rollout(service({ desiredCount: 0 }))).toBe('100-200: idle');
  });

  it('has the floor of the scaling range too', () => {
    expect(rollout(service({ desiredCount: 4 }), target({ minCapacity: 2, maxCapacity: 9 }))).toBe(
      '100-200: 4 by desiredCount, 2 by floor',
    );
    expect(rollout(service(), target({ minCapacity: 0, maxCapacity: 9 }))).toBe('100-200: 1 by floor');
    expect(rollout(service(), target({ resourceId: 'service/shop/api', minCapacity: 2 }))).toBe(
      '100-200: 1 by default',
    );
  });

  it('is none of other deployments, and where a figure is not known', () => {
    expect(rollout(service({ deploymentController: { type: 'CODE_DEPLOY' } }))).toBe('none');
    expect(rollout(service({ deploymentConfiguration: { strategy: 'BLUE_GREEN' } }))).toBe('none');
    expect(rollout(service({ deploymentConfiguration: { maximumPercent: unknown('x') } }))).toBe('none');
    expect(rollout(service({ deploymentConfiguration: unknown('x') }))).toBe('none');
  });
});

describe('load balancing', () => {
  const arn = (name: string): string => `arn:aws:elasticloadbalancing:eu:1:targetgroup/${name}/0123456789abcdef`;
  const group = (name: string, values: Values = {}) => resource('elbv2.targetGroup', { name, ...values }, { name });
  const listener = (values: Values) => resource('elbv2.listener', values, { address: 'listener' });

  it('finds listeners by default action, by weighted action and by rule, each once', () => {
    const ports = (...listeners: readonly unknown[]): unknown =>
      ask((graph, view) => graph.listenersOf(view).map(({ port }) => settled(port)), group('web'), ...listeners);
    const plain = { type: 'forward', targetGroupArn: arn('web') };
    const weighted = { type: 'forward', forwardConfig: { targetGroups: [{ targetGroupArn: arn('web') }] } };
    expect(ports(listener({ port: 443, defaultActions: [plain] }))).toEqual([443]);
    expect(ports(listener({ port: 443, defaultActions: [weighted] }))).toEqual([443]);
    expect(ports(listener({ port: 443, defaultActions: [plain, weighted] }))).toEqual([443]);
    expect(ports(listener({ port: 80, defaultActions: [{ type: 'redirect' }] }))).toEqual([]);
  });

  it('finds the services behind a target group', () => {
    const names = (about: Resource<'elbv2.targetGroup'>): unknown =>
      ask(
        (graph, view) => graph.servicesBehind(view).map(({ serviceName }) => settled(serviceName)),
        about,
        service({ loadBalancers: [{ targetGroupArn: arn('web'), containerName: 'web', containerPort: 80 }] }),
      );
    expect(names(group('web'))).toEqual(['web']);
    expect(names(group('api'))).toEqual([]);
  });

  it('tells the types of what stands before a service', () => {
    const types = (loadBalancers: Plain, ...others: readonly unknown[]): string =>
      ask(
        (graph, view) => {
          const { types: found, open } = graph.balancersBefore(view);
          return [...found, ...(open ? ['…'] : [])].join(' ');
        },
        service({ loadBalancers }),
        ...others,
      );
    expect(types([{ targetGroupArn: arn('web') }], group('web', { protocol: 'HTTP' }))).toBe('application');
    expect(types([{ targetGroupArn: arn('web') }], group('web', { protocol: 'TCP' }))).toBe('network');
    expect(types([{ loadBalancerName: 'old' }])).toBe('classic');
    expect(types([{ targetGroupArn: arn('elsewhere') }])).toBe('…');
    expect(types([])).toBe('');
  });
});

describe('security groups', () => {
  const group = resource('ec2.securityGroup', { groupName: 'web' }, { address: 'Group' });
  const wears: Plain = [unknown('a reference', { reference: { scope: group.scope, address: 'Group' } })];

  it.each<[Kind, Values, string]>([
    ['elbv2.loadBalancer', { securityGroups: wears }, 'loadBalancers'],
    ['elb.loadBalancer', { securityGroups: wears }, 'classicLoadBalancers'],
    ['ecs.service', { networkConfiguration: { awsvpcConfiguration: { securityGroups: wears } } }, 'services'],
    ['ec2.launchTemplate', { launchTemplateData: { securityGroupIds: wears } }, 'launchTemplates'],
    ['ec2.launchTemplate', { launchTemplateData: { networkInterfaces: [{ groups: wears }] } }, 'launchTemplates'],
    ['autoscaling.launchConfiguration', { securityGroups: wears }, 'launchConfigurations'],
    ['eks.cluster', { resourcesVpcConfig: { securityGroupIds: wears } }, 'clusters'],
    ['efs.mountTarget', { securityGroups: wears }, 'mountTargets'],
  ])('are worn by a %s', (kind, values, role) => {
    const users = ask((graph, view) => graph.usersOf(view), group, resource(kind, values));
    const worn = Object.entries(users).filter(([, all]) => (all as readonly unknown[]).length > 0);
    expect(worn.map(([name]) => name)).toEqual([role]);
  });

  it('have separate rules', () => {
    const own = resource('ec2.securityGroupIngress', { groupId: wears[0] ?? null, fromPort: 80 });
    const other = resource('ec2.securityGroupIngress', { groupId: 'sg-0123', fromPort: 22 });
    const ports = ask(
      (graph, view) => graph.separateIngress(view).map(({ fromPort }) => settled(fromPort)),
      group,
      own,
      other,
    );
    expect(ports).toEqual([80]);
  });
});
