import { describe, expect, it } from 'vitest';
import { isTerraformTemplate } from '../../src/engine/terraform-template.ts';

describe('isTerraformTemplate', () => {
  it.each([
    ['a loop', '[\n%{ for name in names ~}\n  "${name}"\n%{ endfor ~}\n]'],
    ['a condition that eats blanks', '{ "a": 1%{~ if debug }, "b": 2%{ endif } }'],
    ['a value', '{ "containerPort": ${port} }'],
    ['a call', '{ "environment": ${jsonencode(environment)} }'],
    ['an item', '{ "cpu": ${sizes["web"]} }'],
  ])('knows %s', (_name, text) => {
    expect(isTerraformTemplate(text)).toBe(true);
  });

  it.each([
    ['a variable of a shell', '{ "image": ${IMAGE} }'],
    ['an expression within a text', '{ "image": "${image}" '],
    ['a share', '{ "cpu": "100%{" '],
    ['a format', '{ "format": "%{status}e" '],
  ])('lets %s be', (_name, text) => {
    expect(isTerraformTemplate(text)).toBe(false);
  });
});
