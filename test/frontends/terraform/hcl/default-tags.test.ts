import { describe, expect, it } from 'vitest';
import { terraform } from '../../../../src/frontends/terraform/configuration.ts';
import { World } from '../../../../src/values/index.ts';
import { lowerFiles } from '../../lower-text.ts';

const provider = (tags: string, more = ''): string =>
  `provider "aws" {\n  ${more}\n  default_tags {\n    tags = ${tags}\n  }\n}\n`;

const repository = (body = ''): string => `resource "aws_ecr_repository" "web" {\n  name = "web"\n  ${body}\n}\n`;

/** The tags of every resource, by its address; `…` where there may be more. */
async function tagsOf(files: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const { model } = await lowerFiles(terraform, files);
  return Object.fromEntries(model.map(({ address, values }) => [address, values['tags' as keyof typeof values]]));
}

const pair = (key: string, value: unknown): unknown => ({ key, value });

describe('default tags', () => {
  it('are given to whatever takes tags', async () => {
    const files = { 'main.tf': provider('{ Team = "web" }') + repository() };
    expect(await tagsOf(files)).toEqual({ 'aws_ecr_repository.web': [pair('Team', 'web')] });
  });

  it('give way to those of the resource', async () => {
    const own = repository('tags = { Name = "web", Team = local.team }\n') + 'locals { team = "shop" }\n';
    const files = { 'main.tf': provider('{ Team = "web", Stage = var.stage }') + own };
    expect(await tagsOf(files)).toEqual({
      'aws_ecr_repository.web': [
        pair('Team', 'shop'),
        pair('Stage', { $unknown: "variable 'stage', which is not declared here" }),
        pair('Name', 'web'),
      ],
    });
  });

  it('are those of the provider that the resource names', async () => {
    const files = {
      'main.tf':
        provider('{ In = "here" }') + provider('{ In = "east" }', 'alias = "east"') + repository('provider = aws.east'),
    };
    expect(await tagsOf(files)).toEqual({ 'aws_ecr_repository.web': [pair('In', 'east')] });
  });

  it('are handed down to modules, as their calls say', async () => {
    const call = (name: string, more = ''): string => `module "${name}" {\n  source = "./web"\n  ${more}\n}\n`;
    const files = {
      'main.tf':
        provider('{ In = "here" }') +
        provider('{ In = "east" }', 'alias = "east"') +
        call('plain') +
        call('east', 'providers = { aws = aws.east }') +
        call('named', 'providers = { aws.far = aws.east }'),
      'web/main.tf': repository() + repository('provider = aws.far').replace('"web" {', '"far" {'),
    };
    expect(await tagsOf(files)).toEqual({
      'module.plain.aws_ecr_repository.web': [pair('In', 'here')],
      'module.plain.aws_ecr_repository.far': undefined,
      'module.east.aws_ecr_repository.web': [pair('In', 'east')],
      'module.east.aws_ecr_repository.far': undefined,
      'module.named.aws_ecr_repository.web': [pair('In', 'here')],
      'module.named.aws_ecr_repository.far': [pair('In', 'east')],
    });
  });

  it('are read from JSON, and written apart where the file is', async () => {
    const json = { provider: { aws: { default_tags: { tags: { Team: '${local.team}' } } } } };
    const files = { 'versions.tf.json': JSON.stringify(json), 'main.tf': `locals { team = "web" }\n${repository()}` };
    expect(await tagsOf(files)).toEqual({ 'aws_ecr_repository.web': [pair('Team', 'web')] });
  });

  it('that are not known leave the tags open', async () => {
    const { resources } = await lowerFiles(terraform, {
      'main.tf': `variable "tags" {}\n${provider('var.tags')}${repository('tags = { Name = "web" }')}`,
    });
    const [only] = resources;
    const { tags } = only?.view(new World()) as unknown as { tags: { open: boolean; items: readonly unknown[] } };
    expect([tags.open, tags.items.length]).toEqual([true, 1]);
  });
});
