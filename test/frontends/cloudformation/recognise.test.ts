import { expect, test } from 'vitest';
import { cloudformation } from '../../../src/frontends/cloudformation/index.ts';
import { parseText } from '../../../src/syntax/index.ts';

async function recognises(text: string): Promise<boolean> {
  const { root } = await parseText({ path: 'x.yaml', text });
  return root !== undefined && cloudformation.recognises(root);
}

test.each([
  'Resources: { A: { Type: AWS::ECS::Cluster } }',
  '{"Resources": {"A": {"Type": "AWS::ECS::Cluster"}}}',
  'Resources: { A: { Type: Custom::Thing } }',
  'Resources: { A: { Type: My::Own::Thing::MODULE } }',
  'Resources: { A: {}, B: { Type: Alexa::ASK::Skill } }',
  'Resources: { Fn::ForEach::A: [] }',
  'Transform: AWS::Serverless-2016-10-31\nResources: { F: { Type: AWS::Serverless::Function } }',
])('a template: %s', async (text) => {
  expect(await recognises(text)).toBe(true);
});

test.each([
  'version: 0.0\nResources: [{ TargetService: { Type: AWS::ECS::Service } }]',
  'resources: { Resources: { A: { Type: AWS::ECS::Cluster } } }',
  'Resources: { cpu: 1 }',
  'Resources: { A: { Type: deployment } }',
  'Resources: {}',
  'Resources:',
  'Resources: text',
  '[1]',
  'AWSTemplateFormatVersion: 2010-09-09',
])('something else: %s', async (text) => {
  expect(await recognises(text)).toBe(false);
});
