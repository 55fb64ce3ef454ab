import { beforeAll, describe, expect, it } from 'vitest';
import { Graph, ResourceIndex } from '../../src/graph/index.ts';
import type { Resource } from '../../src/model/index.ts';
import { explore } from '../../src/values/index.ts';
import { loadShapes, mixed, resource } from '../kit/resources.ts';
import { choice, flag, list, unknown, type Plain } from '../kit/terms.ts';

beforeAll(() => loadShapes(['ecs.service', 'ecs.cluster']));

/** The compute of a service among these resources, as `EC2 FARGATE …`; the dots where there may be others. */
function compute(service: Resource<'ecs.service'>, ...others: readonly unknown[]): string[] {
  const index = new ResourceIndex(mixed(service, ...others));
  const { outcomes } = explore((world) => {
    const { launchTypes, open } = new Graph(index, world).computeOf(index.view(service, world));
    return [...[...launchTypes].sort(), ...(open ? ['…'] : [])].join(' ');
  });
  return outcomes.map(({ result }) => result);
}

const service = (values: Readonly<Record<string, Plain>>) => resource('ecs.service', values, { address: 'service' });
const cluster = (values: Readonly<Record<string, Plain>> = {}) =>
  resource('ecs.cluster', { clusterName: 'shop', ...values }, { name: 'shop' });
const provider = (name: string, values: Readonly<Record<string, Plain>>) =>
  resource('ecs.capacityProvider', { name, ...values }, { name });
const strategy = (...names: readonly Plain[]): Plain => names.map((capacityProvider) => ({ capacityProvider }));
const associations = (values: Readonly<Record<string, Plain>>) =>
  resource('ecs.clusterCapacityProviderAssociations', { cluster: 'shop', ...values });

const instances = provider('instances', { autoScalingGroupProvider: { autoScalingGroupArn: 'arn:aws:autoscaling:x' } });
const managed = provider('managed', { managedInstancesProvider: { infrastructureRoleArn: 'arn:aws:iam::1:role/x' } });

describe('computeOf', () => {
  it('is the launch type, whatever else is written', () => {
    expect(compute(service({ launchType: 'FARGATE' }))).toEqual(['FARGATE']);
    expect(compute(service({ launchType: 'EXTERNAL', cluster: 'shop' }), cluster())).toEqual(['EXTERNAL']);
    expect(compute(service({ launchType: 'EC2', capacityProviderStrategy: strategy('FARGATE') }))).toEqual(['EC2']);
  });

  it('is not known where the launch type is not', () => {
    const unclear = service({ launchType: unknown('a parameter'), capacityProviderStrategy: strategy('FARGATE') });
    expect(compute(unclear)).toEqual(['…']);
  });

  it('is that of the providers of its strategy', () => {
    const of = (...names: readonly Plain[]) => service({ capacityProviderStrategy: strategy(...names) });
    expect(compute(of('FARGATE_SPOT', 'FARGATE'))).toEqual(['FARGATE']);
    expect(compute(of('FARGATE', 'instances'), instances)).toEqual(['EC2 FARGATE']);
    expect(compute(of('managed'), managed)).toEqual(['MANAGED_INSTANCES']);
    expect(compute(of('FARGATE', 'elsewhere'))).toEqual(['FARGATE …']);
    expect(compute(of(unknown('a parameter')))).toEqual(['…']);
    expect(compute(of('bare'), provider('bare', {}))).toEqual(['…']);
  });

  it('may be more where the strategy is open', () => {
    const open = list([{ capacityProvider: 'FARGATE' }], true);
    expect(compute(service({ capacityProviderStrategy: open }))).toEqual(['FARGATE …']);
    expect(compute(service({ capacityProviderStrategy: unknown('a parameter') }))).toEqual(['…']);
  });

  it("is that of the cluster's default strategy where the service has none", () => {
    const inShop = service({ cluster: 'shop' });
    const withDefault = cluster({ defaultCapacityProviderStrategy: strategy('FARGATE') });
    expect(compute(inShop, withDefault)).toEqual(['FARGATE']);
    expect(compute(service({ cluster: 'shop', capacityProviderStrategy: [] }), withDefault)).toEqual(['FARGATE']);
    expect(compute(inShop, cluster({ defaultCapacityProviderStrategy: unknown('a parameter') }))).toEqual(['…']);
  });

  it('takes the default strategy from the associations too', () => {
    const inShop = service({ cluster: 'shop' });
    const own = associations({ defaultCapacityProviderStrategy: strategy('instances') });
    expect(compute(inShop, cluster(), own, instances)).toEqual(['EC2']);
    expect(compute(inShop, cluster({ defaultCapacityProviderStrategy: [] }), own, instances)).toEqual(['EC2']);
  });

  it('is EC2 where nothing is written anywhere', () => {
    expect(compute(service({ cluster: 'shop' }), cluster())).toEqual(['EC2']);
    expect(compute(service({ cluster: 'shop', capacityProviderStrategy: [] }), cluster())).toEqual(['EC2']);
  });

  it('is not known where the cluster is not in the tree, or its associations may be others', () => {
    expect(compute(service({ cluster: 'elsewhere' }), cluster())).toEqual(['…']);
    expect(compute(service({}), cluster())).toEqual(['…']);
    const other = associations({
      cluster: unknown('a parameter'),
      defaultCapacityProviderStrategy: strategy('FARGATE'),
    });
    expect(compute(service({ cluster: 'shop' }), cluster(), other)).toEqual(['…']);
  });

  it('goes with the condition', () => {
    const isProd = flag('IsProd');
    const either = service({ launchType: choice(isProd, 'FARGATE', 'EC2') });
    expect(compute(either)).toEqual(['FARGATE', 'EC2']);
  });
});
