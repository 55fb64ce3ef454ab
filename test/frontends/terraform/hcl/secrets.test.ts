import { describe, expect, it } from 'vitest';
import { terraform } from '../../../../src/frontends/terraform/configuration.ts';
import { lowerFiles } from '../../lower-text.ts';

const container = '{ name = "a", image = "example/topsecret:1", memory = 12 }';

const declarations = `
variable "text" {
  default   = "example/topsecret:1"
  sensitive = true
}
variable "map" {
  default   = { A = "topsecret" }
  sensitive = true
}
variable "variables" {
  default   = [{ name = "A", value = "topsecret" }]
  sensitive = true
}
variable "container" {
  default   = ${container}
  sensitive = true
}
variable "open" {}
`;

describe('what is sensitive', () => {
  it.each([
    ['in an object', 'jsonencode([{ name = "a", image = var.text, memory = 12 }])'],
    ['in a list', 'jsonencode([{ name = "a", memory = 12, environment = var.variables }])'],
    ['in a map', 'jsonencode([{ name = "a", memory = 12, dockerLabels = var.map }])'],
    ['of a loop', 'jsonencode([{ name = "a", environment = [for k, v in var.map : { name = k, value = v }] }])'],
    ['of a loop that hands it on', 'jsonencode([{ name = "a", environment = [for each in var.variables : each] }])'],
    ['as a whole', 'jsonencode([var.container])'],
    ['merged', 'jsonencode([merge(var.container, { cpu = 1 })])'],
    ['by name', `jsonencode(sensitive([${container}]))`],
    ['and encoded before', `sensitive(jsonencode([${container}]))`],
    ['in a text', '"[{ \\"name\\": \\"a\\", \\"image\\": \\"${var.text}\\", \\"memory\\": 12 }]"'],
    [
      'beside what is not known',
      '"[{ \\"name\\": \\"${var.open}\\", \\"image\\": \\"${var.text}\\", \\"memory\\": 12 }]"',
    ],
    ['in a template', 'templatefile("c.tpl", { image = var.text })'],
    ['in a secret template', 'sensitive(templatefile("c.tpl", { image = "example/topsecret:1" }))'],
  ])('is hidden %s', async (_, containers) => {
    const text = `${declarations}resource "aws_ecs_task_definition" "t" {\n  family = "t"\n  container_definitions = ${containers}\n}\n`;
    const template = { path: 'c.tpl', text: '[{ "name": "a", "image": "${image}", "memory": 12 }]' };
    const files = { read: (path: string) => (path === 'c.tpl' ? template : undefined), list: () => [] };
    const { model } = await lowerFiles(terraform, { 'main.tf': text }, { files });
    const printed = JSON.stringify(model);
    expect(printed).toContain('***');
    expect(printed).not.toContain('topsecret');
  });
});
