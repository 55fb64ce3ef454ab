import { describe, expect, it } from 'vitest';
import { terraform } from '../../../../src/frontends/terraform/configuration.ts';
import { isSet } from '../../../../src/kit/index.ts';
import type { Struct } from '../../../../src/values/index.ts';
import { World } from '../../../../src/values/index.ts';
import { lowerFiles } from '../../lower-text.ts';

const task = (name: string, body: string): string =>
  `resource "aws_ecs_task_definition" "${name}" {\n  family = "${name}"\n  memory = 512\n${body}\n}\n`;

/** Whether each field of a resource is there. */
async function fieldsOf(files: Readonly<Record<string, string>>, address: string): Promise<(name: string) => string> {
  const { resources } = await lowerFiles(terraform, files);
  const view = resources.find((each) => each.address === address)?.view(new World());
  return (name) => isSet((view as unknown as Record<string, Struct>)[name] as never);
}

describe('beside a syntax error', () => {
  const whole = task('whole', '  network_mode = "awsvpc"');

  it.each([
    ['in a value', '  cpu = = 256'],
    ['in a string', '  cpu = "256'],
    ['in a document', '  container_definitions = jsonencode([{ name = }])'],
    ['in a block', '  volume {\n    name = = "x"\n  }'],
  ])('%s, what seems to be missing may only be misread', async (_, body) => {
    const files = { 'main.tf': task('torn', body) + whole };
    const torn = await fieldsOf(files, 'aws_ecs_task_definition.torn');
    expect([torn('memory'), torn('cpu'), torn('containerDefinitions'), torn('executionRoleArn')]).toEqual([
      'yes',
      'unsure',
      'unsure',
      'unsure',
    ]);
    const sound = await fieldsOf(files, 'aws_ecs_task_definition.whole');
    expect([sound('memory'), sound('networkMode'), sound('cpu')]).toEqual(['yes', 'yes', 'no']);
  });

  it('in JSON, too', async () => {
    const text = '{"resource": {"aws_ecs_task_definition": {"torn": {"family": "x", "cpu": , "memory": 512}}}}';
    const torn = await fieldsOf({ 'main.tf.json': text }, 'aws_ecs_task_definition.torn');
    expect([torn('family'), torn('executionRoleArn')]).toEqual(['yes', 'unsure']);
  });
});
