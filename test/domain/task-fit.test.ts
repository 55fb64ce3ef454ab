import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import table from '../../schemas/aws/instance-types.json' with { type: 'json' };
import {
  instanceType,
  loadInstanceTypes,
  mostPods,
  shortagesOf,
  tasksPerInstance,
  type InstanceSupply,
  type TaskDemand,
} from '../../src/domain/index.ts';

beforeAll(loadInstanceTypes);

const names = Object.entries(table.families).flatMap(([family, line]) =>
  (line.split(': ')[1] ?? '').split(', ').map((entry) => `${family}.${entry.split(' ')[0] ?? ''}`),
);

describe('instanceType', () => {
  // EC2's own pages of instance types.
  it.each([
    ['t3.micro', { vcpus: 2, memoryMiB: 1024, interfaces: 2, addresses: 2, gpus: 0, architecture: 'x86_64' }],
    ['m5.large', { vcpus: 2, memoryMiB: 8192, interfaces: 3, addresses: 10, gpus: 0, architecture: 'x86_64' }],
    ['c7g.4xlarge', { vcpus: 16, memoryMiB: 32768, interfaces: 8, addresses: 30, gpus: 0, architecture: 'arm64' }],
    ['g5.48xlarge', { vcpus: 192, memoryMiB: 786432, interfaces: 7, addresses: 50, gpus: 8, architecture: 'x86_64' }],
  ])('%s', (name, figures) => {
    expect(instanceType(name)).toEqual({ name, ...figures });
  });

  it('says nothing of what it does not know', () => {
    for (const name of ['m5.huge', 'm99.large', 'm5', '', 'constructor.x', 'm5.']) {
      expect(instanceType(name), name).toBeUndefined();
    }
  });

  it('has whole figures for every type of the table', () => {
    expect(names.length).toBeGreaterThan(1000);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      const { vcpus, memoryMiB, interfaces, addresses, gpus } = instanceType(name) ?? {};
      for (const figure of [vcpus, memoryMiB, interfaces, addresses]) expect(figure, name).toBeGreaterThan(0);
      expect(gpus, name).toBeGreaterThanOrEqual(0);
      expect([vcpus, memoryMiB, interfaces, addresses, gpus].every(Number.isInteger), name).toBe(true);
    }
  });

  it('knows how many pods have addresses', () => {
    const most = (name: string): number | undefined => {
      const type = instanceType(name);
      return type && mostPods(type);
    };
    expect(most('t3.micro')).toBe(4);
    expect(most('m5.large')).toBe(29);
    expect(most('m5.4xlarge')).toBe(234);
  });
});

describe('shortagesOf', () => {
  const micro: InstanceSupply = { vcpus: 2, memoryMiB: 1024, interfaces: 2, gpus: 0 };

  it.each<[TaskDemand, InstanceSupply, readonly string[]]>([
    [{ cpuUnits: 2048, memoryMiB: 512 }, micro, []],
    [{ cpuUnits: 2049, memoryMiB: 512 }, micro, ['cpu']],
    [{ memoryMiB: 1024 }, micro, ['memory']],
    [{ memoryMiB: 1023 }, micro, []],
    [{ gpus: 1 }, micro, ['gpu']],
    [{ cpuUnits: 4096, memoryMiB: 4096, gpus: 1 }, micro, ['cpu', 'memory', 'gpu']],
    [{ ownInterface: true }, { interfaces: 1 }, ['interface']],
    [{ ownInterface: true }, { interfaces: 2 }, []],
    [{ hostPorts: [80, 22] }, micro, ['port']],
    [{ cpuUnits: 99999, memoryMiB: 99999, gpus: 9 }, {}, []],
    [{}, micro, []],
  ])('%j on %j: %j', (task, instance, shortages) => {
    expect(shortagesOf(task, instance)).toEqual(shortages);
  });
});

describe('tasksPerInstance', () => {
  it('counts what bounds first', () => {
    const large = instanceType('m5.large') ?? {};
    expect(tasksPerInstance({ cpuUnits: 256, memoryMiB: 512 }, large)).toBe(8);
    expect(tasksPerInstance({ cpuUnits: 256, memoryMiB: 4096 }, large)).toBe(1);
    expect(tasksPerInstance({ cpuUnits: 256, memoryMiB: 512, ownInterface: true }, large)).toBe(2);
    expect(tasksPerInstance({ cpuUnits: 256, memoryMiB: 512, ownInterface: true }, large, true)).toBe(8);
    expect(tasksPerInstance({ cpuUnits: 256, hostPorts: [80] }, large)).toBe(1);
    expect(tasksPerInstance({ gpus: 1 }, large)).toBe(0);
    expect(tasksPerInstance({}, large)).toBe(Infinity);
  });

  it('holds a task exactly where nothing is short, and no more of a larger task', () => {
    const figure = fc.integer({ min: 1, max: 4096 });
    const demand = fc.record(
      { cpuUnits: figure, memoryMiB: figure, gpus: fc.nat(2), ownInterface: fc.boolean() },
      { requiredKeys: [] },
    );
    const supply = fc.record(
      {
        vcpus: fc.integer({ min: 1, max: 8 }),
        memoryMiB: figure,
        gpus: fc.nat(4),
        interfaces: fc.integer({ min: 1, max: 8 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(demand, supply, figure, (task, instance, more) => {
        const count = tasksPerInstance(task, instance);
        expect(count > 0).toBe(shortagesOf(task, instance).length === 0);
        const larger = { ...task, cpuUnits: (task.cpuUnits ?? 0) + more, memoryMiB: (task.memoryMiB ?? 0) + more };
        expect(tasksPerInstance(larger, instance)).toBeLessThanOrEqual(count);
        if (Number.isFinite(count) && task.memoryMiB && instance.memoryMiB) {
          expect(count * task.memoryMiB).toBeLessThan(instance.memoryMiB);
        }
      }),
    );
  });
});
