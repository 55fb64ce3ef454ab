import { beforeAll, describe, expect, it } from 'vitest';
import { resourceOf } from '../../src/model/index.ts';
import { explore, settled, World } from '../../src/values/index.ts';
import { loadShapes, resource } from '../kit/resources.ts';
import { choice, flag, unknown } from '../kit/terms.ts';

beforeAll(() => loadShapes(['ecs.cluster']));

describe('Resource', () => {
  it('shares one view where nothing in it depends on a condition', () => {
    const cluster = resource('ecs.cluster', { clusterName: 'shop' }, { conditional: false });
    expect(cluster.view(new World())).toBe(cluster.view(new World()));
  });

  it('has a view for each world where something may, and one for each', () => {
    const cluster = resource('ecs.cluster', { clusterName: choice(flag('IsProd'), 'shop', 'shop-test') });
    const { outcomes } = explore((world) => {
      expect(cluster.view(world)).toBe(cluster.view(world));
      return settled(cluster.view(world).clusterName);
    });
    expect(outcomes.map(({ result }) => result)).toEqual(['shop', 'shop-test']);
  });

  it('tells everybody who listens of unknown values, however often it was read before', () => {
    const cluster = resource('ecs.cluster', { clusterName: unknown('a parameter') }, { conditional: false });
    const heard: string[] = [];
    cluster.view(new World());
    for (const listener of ['one', 'two']) {
      const onUnknown = (): void => void heard.push(listener);
      expect(cluster.view(new World(), onUnknown).clusterName.state).toBe('unknown');
      expect(cluster.view(new World(), onUnknown).clusterName.state).toBe('unknown');
    }
    expect(heard).toEqual(['one', 'two']);
  });

  it('is found again by its view', () => {
    const cluster = resource('ecs.cluster', {});
    expect(resourceOf(cluster.view(new World()))).toBe(cluster);
    expect(resourceOf({})).toBeUndefined();
  });

  it('goes by its address within its scope, unless told otherwise', () => {
    expect(resource('ecs.cluster', {}, { address: 'module.a.aws_ecs_cluster.main' }).localAddress).toBe(
      'module.a.aws_ecs_cluster.main',
    );
  });

  it('exists where its condition holds', () => {
    const isProd = flag('IsProd');
    const cluster = resource('ecs.cluster', {}, { exists: (world) => world.decide(isProd) });
    expect(explore((world) => cluster.exists(world)).outcomes.map(({ result }) => result)).toEqual([true, false]);
    expect(resource('ecs.cluster', {}).exists(new World())).toBe(true);
  });
});
