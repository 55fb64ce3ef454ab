import { closestFargateSize, defineRule, fargateCpuUnits, fargateMemoryMiB, isParseFailure } from '#kit';
import { isSet, json, nameOf, oneOf, parseCpuUnits, parseMemoryMiB, set, settled, yaml } from '#kit';
import type { FargatePlatform, FargateSize, FixProposal, Value } from '#kit';

/** Fargate sells fixed sizes. */
export default defineRule({
  id: 'ecs/fargate-size',
  aka: [
    'catalogue:ecs-fargate-cpu-memory-combo',
    'catalogue:ecs-fargate-missing-cpu-memory',
    'catalogue:ecs-fargate-windows-size',
    'cfn-lint:E3047',
    'cfn-lint:E3048',
    'kics:f4c9b5f5',
  ],
  awsErrors: [
    'No Fargate configuration exists for given values',
    "Fargate requires that 'cpu' be defined at the task level",
    "Fargate requires that 'memory' be defined at the task level",
    "Invalid 'cpu' setting for task",
  ],
  summary: 'Give tasks on Fargate a size that Fargate offers.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'Fargate runs a task on one of a fixed set of pairs of CPU and memory, given for the whole task; a definition for Fargate without both, or with another pair, cannot be registered. Windows has fewer sizes. The values may be written as numbers, as text, or as `1 vCPU` and `2 GB`.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
  ],
  messages: {
    missing:
      "Task '{task}' runs on Fargate, but has no {what}; Fargate takes the size from the task, not from its containers.",
    unreadable: "{field.field} '{field}' of task '{task}' is no size; write {expected}.",
    cpu: "Task '{task}' asks for {cpu} CPU units, which Fargate does not offer{platform}; it offers {offered}.",
    pair: "Task '{task}' asks for {cpu} CPU units with {memory} MiB, which Fargate does not offer{platform}; {cpu} takes {offered}.",
  },

  visit: {
    'ecs.taskDefinition'(task, { graph, resource, report }) {
      if (graph.runsOn(task, 'FARGATE') !== 'yes') return;
      const name = nameOf(task.family, resource);
      const absent = [task.cpu, task.memory].filter((field) => isSet(field) === 'no');
      if (absent.length > 0) {
        const what = absent.map(({ origin }) => origin.name).join(' and no ');
        report({ at: task, message: 'missing', data: { task: name, what } });
      }
      const isWindows = settled(task.runtimePlatform.operatingSystemFamily)?.startsWith('WINDOWS') ?? false;
      for (const finding of judge(task.cpu, task.memory, isWindows, name)) report(finding);
    },
    'ecs.expressGatewayService'({ cpu, memory, serviceName }, { resource, report }) {
      for (const finding of judge(cpu, memory, false, nameOf(serviceName, resource))) report(finding);
    },
  },

  examples: {
    bad: [
      {
        title: 'Half a vCPU goes up to 4 GB.',
        code: json`
          { "family": "api", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
            "cpu": "512", "memory": "8192",
          //                        ^^^^^^ pair
            "containerDefinitions": [{ "name": "api", "image": "example/api:5.0.3" }] }
        `,
      },
      {
        title: 'The container has a size, the task has none.',
        code: yaml`
          Resources:
            Api:
          # ^^^ missing
              Type: AWS::ECS::TaskDefinition
              Properties:
                RequiresCompatibilities: [FARGATE]
                NetworkMode: awsvpc
                ContainerDefinitions:
                  - Name: api
                    Image: example/api:5.0.3
                    Cpu: 256
                    Memory: 512
        `,
      },
    ],
    good: [
      {
        title: 'A pair on offer, in either spelling.',
        code: json`
          { "family": "api", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
            "cpu": "1 vCPU", "memory": "8 GB",
            "containerDefinitions": [{ "name": "api", "image": "example/api:5.0.3" }] }
        `,
      },
      {
        title: 'On EC2 any size will do.',
        code: json`
          { "family": "api", "requiresCompatibilities": ["EC2"], "cpu": "512", "memory": "8192",
            "containerDefinitions": [{ "name": "api", "image": "example/api:5.0.3" }] }
        `,
      },
    ],
  },
});

/** What is wrong with the size, where it is known: at most one thing for each of the two. */
function* judge(cpu: Value<string>, memory: Value<string>, isWindows: boolean, task: string) {
  const cpuUnits = cpu.state === 'known' ? parseCpuUnits(cpu.value) : undefined;
  const memoryMiB = memory.state === 'known' ? parseMemoryMiB(memory.value) : undefined;
  for (const [field, read] of [[cpu, cpuUnits] as const, [memory, memoryMiB] as const]) {
    if (!isParseFailure(read)) continue;
    yield { at: field, message: 'unreadable' as const, data: { field, task, expected: read.expected } };
  }
  if (typeof cpuUnits !== 'number') return;
  // A platform that is not known is taken for Linux, which has every size that Windows has.
  const where = { windows: isWindows };
  const platform = isWindows ? ' for Windows' : '';
  const fix = typeof memoryMiB === 'number' ? nearest(cpu, memory, { cpuUnits, memoryMiB }, where) : undefined;
  const sizes = fargateMemoryMiB(cpuUnits, where);
  if (sizes.length === 0) {
    const offered = oneOf(fargateCpuUnits(where));
    yield { at: cpu, message: 'cpu' as const, data: { task, cpu: cpuUnits, platform, offered }, fix };
  } else if (typeof memoryMiB === 'number' && !sizes.includes(memoryMiB)) {
    const data = { task, cpu: cpuUnits, memory: memoryMiB, platform, offered: rangeOf(sizes) };
    yield { at: memory, message: 'pair' as const, data, related: [{ at: cpu, note: 'CPU set here.' }], fix };
  }
}

/** The smallest size that has what was asked for. It costs more than the one that was meant, if that was another. */
function nearest(
  cpu: Value<string>,
  memory: Value<string>,
  asked: FargateSize,
  platform: FargatePlatform,
): FixProposal | undefined {
  const size = closestFargateSize(asked, platform);
  if (!size) return undefined;
  const { cpuUnits, memoryMiB } = size;
  return {
    title: `Use ${String(cpuUnits)} CPU units with ${String(memoryMiB)} MiB`,
    safety: 'unsafe',
    changes: [
      ...(cpuUnits === asked.cpuUnits ? [] : [set(cpu, String(cpuUnits))]),
      ...(memoryMiB === asked.memoryMiB ? [] : [set(memory, String(memoryMiB))]),
    ],
  };
}

/** `512, 1024 or 2048`; `8192 to 30720 in steps of 1024`. */
function rangeOf(sizes: readonly number[]): string {
  const [first = 0, second = 0] = sizes;
  return sizes.length <= 4
    ? oneOf(sizes)
    : `${String(first)} to ${String(sizes.at(-1))} in steps of ${String(second - first)}`;
}
