import { describe, expect, it } from 'vitest';
import { ARGUMENTS } from '../../../src/frontends/terraform/generated/arguments.ts';
import { KINDS_OF_TYPE } from '../../../src/frontends/terraform/generated/kinds.ts';
import { SPELLING } from '../../../src/frontends/terraform/generated/spelling.ts';
import { COMPUTED_BLOCKS } from '../../../src/frontends/terraform/plan/computed-blocks.ts';
import { STRUCTURES } from '../../../src/frontends/terraform/structures/index.ts';
import { terraformSpelling } from '../../../src/frontends/terraform/spelling.ts';
import { KINDS, loadShapes, shapeForKind, type Shape } from '../../../src/model/index.ts';

const spelling = terraformSpelling(() => undefined);

describe('the spelling of the AWS provider', () => {
  it('has a structure for every field that is marked as custom', () => {
    const custom = Object.entries(SPELLING).flatMap(([shape, fields]) =>
      Object.entries(fields)
        .filter(([, word]) => word === '@custom')
        .map(([field]) => `${shape.replace(/@.*/, '')}.${field}`),
    );
    // These two are read by their own word: a document is opened as any other, and a launch template is a block.
    expect(custom.filter((name) => !STRUCTURES[name])).toEqual([
      'ecs.TaskDefinition.containerDefinitions',
      'autoscaling.AutoScalingGroup.launchTemplate',
    ]);
  });

  it('has structures only for fields that there are', async () => {
    const kinds = Object.values(KINDS_OF_TYPE).flat();
    await loadShapes(kinds);
    const fields = new Set<string>();
    for (const kind of kinds) collect(KINDS[kind].table, shapeForKind(kind), fields);
    expect(Object.keys(STRUCTURES).filter((name) => !fields.has(name))).toEqual([]);
  });

  it('knows by the type what a word means', () => {
    const word = (type: string): string => spelling('ecs.service', type).word('LoadBalancer', 'loadBalancerName');
    expect([word('aws_ecs_service'), word('aws_ecs_task_set')]).toEqual(['elb_name', 'load_balancer_name']);
  });

  it('names blocks that the provider has', () => {
    const unknown = Object.entries(COMPUTED_BLOCKS).flatMap(([type, blocks]) => {
      const tree = JSON.stringify(ARGUMENTS[type]);
      return blocks.filter((block) => !tree.includes(`"${block}":{"$"`)).map((block) => `${type}.${block}`);
    });
    expect(unknown).toEqual([]);
  });
});

function collect(table: string, shape: Shape, into: Set<string>): void {
  for (const { name, type } of shape.fields.values()) {
    const id = `${table}.${shape.name}.${name}`;
    if (into.has(id)) continue;
    into.add(id);
    let inner = type;
    while (inner.is === 'list' || inner.is === 'table') inner = inner.of;
    if (inner.is === 'struct') collect(table, inner.shape, into);
  }
}
