/** Which instances a service with launch type EC2 has, by what their user data says. */
import { describe, expect, it } from 'vitest';
import { settled } from '../../src/values/index.ts';
import { hcl } from '../kit/hcl.ts';
import { lintTexts, type TestFile } from '../kit/lint-text.ts';
import { madeRule } from '../kit/made-rule.ts';

/** The types that tasks of the services can be placed on; undefined where nothing is known. */
async function typesIn(...files: readonly TestFile[]): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  const rule = madeRule('test/instances', {
    'ecs.service'(service, { graph }) {
      const pool = graph.instancesOf(service);
      found.push(pool && !pool.open ? pool.types.map((type) => settled(type)) : undefined);
    },
  });
  await lintTexts([rule], files);
  return found;
}

const group = (
  name: string,
  type: string,
  userData: string,
  kind: 'template' | 'configuration' = 'template',
): string =>
  kind === 'template'
    ? `
  ${name}:
    Type: AWS::EC2::LaunchTemplate
    Properties: { LaunchTemplateData: { InstanceType: ${type}, UserData: ${userData} } }
  ${name}Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { LaunchTemplate: { LaunchTemplateId: !Ref ${name}, Version: '1' }, MinSize: '0', MaxSize: '4' }`
    : `
  ${name}:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: { ImageId: ami-0a1b2c3d4e5f60718, InstanceType: ${type}, UserData: ${userData} }
  ${name}Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { LaunchConfigurationName: !Ref ${name}, MinSize: '0', MaxSize: '4' }`;

const template = (groups: string, named = ''): TestFile => ({
  path: 'stack.yaml',
  text: `Parameters:
  Other: { Type: String }
Resources:
  Cluster: { Type: AWS::ECS::Cluster${named && `, Properties: { ClusterName: ${named} }`} }
  Service:
    Type: AWS::ECS::Service
    Properties: { Cluster: !Ref Cluster, TaskDefinition: web, LaunchType: EC2 }${groups}
`,
});

const SCRIPT = '"#!/bin/bash\\necho ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config\\n"';

describe('instances whose user data names the cluster, in CloudFormation', () => {
  it.each([
    ['Fn::Sub', `{ 'Fn::Base64': !Sub ${SCRIPT} }`],
    ['Fn::Sub of a list', "{ 'Fn::Base64': !Sub ['echo ECS_CLUSTER=${Name}', { Name: !Ref Cluster }] }"],
    [
      'Fn::Join',
      "!Base64 { 'Fn::Join': ['', [\"#!/bin/bash\\necho ECS_CLUSTER=\", !Ref Cluster, ' >> /etc/ecs/ecs.config']] }",
    ],
    ['Bottlerocket', `{ 'Fn::Base64': !Sub "[settings.ecs]\\ncluster = '\${Cluster}'\\n" }`],
  ])('%s', async (_title, userData) => {
    for (const kind of ['template', 'configuration'] as const) {
      for (const name of ['', 'shop']) {
        expect(await typesIn(template(group('Machine', 't3.small', userData, kind), name))).toEqual([['t3.small']]);
      }
    }
  });

  it('counts a literal name, as it is and in base64', async () => {
    const encoded = Buffer.from('echo ECS_CLUSTER=shop >> /etc/ecs/ecs.config').toString('base64');
    for (const userData of [encoded, '!Base64 echo ECS_CLUSTER=shop']) {
      expect(await typesIn(template(group('Machine', 't3.small', userData), 'shop'))).toEqual([['t3.small']]);
    }
  });

  it('leaves those alone that join another cluster, or none', async () => {
    for (const userData of ['!Base64 echo ECS_CLUSTER=stock', '!Base64 yum update -y']) {
      expect(await typesIn(template(group('Machine', 't3.small', userData), 'shop'))).toEqual([undefined]);
    }
  });

  it('does not decide where it cannot tell', async () => {
    for (const name of ['${Other}', '${Cluster}-${Other}', '${!CLUSTER}', '${Cluster}-old']) {
      const userData = `{ 'Fn::Base64': !Sub 'echo ECS_CLUSTER=${name}' }`;
      expect(await typesIn(template(group('Machine', 't3.small', userData)))).toEqual([undefined]);
    }
    const twice = "{ 'Fn::Base64': !Sub 'echo ECS_CLUSTER=${Cluster}; echo ECS_CLUSTER=stock' }";
    expect(await typesIn(template(group('Machine', 't3.small', twice)))).toEqual([undefined]);
  });

  it('is not sure where other instances may join, too', async () => {
    const own = group('Machine', 't3.small', `{ 'Fn::Base64': !Sub ${SCRIPT} }`);
    const other = group('Second', 'm5.large', "{ 'Fn::Base64': !Sub 'echo ECS_CLUSTER=${Other}' }");
    expect(await typesIn(template(own + other))).toEqual([undefined]);
  });
});

describe('instances whose user data names the cluster, in Terraform', () => {
  const project = (userData: string, name: string): TestFile => hcl`
    variable "name" {}
    resource "aws_ecs_cluster" "shop" {
      name = ${name}
    }
    resource "aws_launch_template" "machine" {
      instance_type = "t3.small"
      user_data     = ${userData}
    }
    resource "aws_autoscaling_group" "machines" {
      min_size = 0
      max_size = 4
      launch_template {
        id = aws_launch_template.machine.id
      }
    }
    resource "aws_ecs_service" "web" {
      name            = "web"
      cluster         = aws_ecs_cluster.shop.id
      task_definition = "web"
      launch_type     = "EC2"
    }
  `;
  const script = 'echo ECS_CLUSTER=${aws_ecs_cluster.shop.name} >> /etc/ecs/ecs.config';

  it.each([
    ['base64encode', `base64encode("${script}")`],
    ['a here-document', `base64encode(<<-EOT\n    #!/bin/bash\n    ${script}\n  EOT\n  )`],
    ['templatestring', 'base64encode(templatestring("ECS_CLUSTER=$${c}", { c = aws_ecs_cluster.shop.name }))'],
  ])('%s', async (_title, userData) => {
    expect(await typesIn(project(userData, '"shop"'))).toEqual([['t3.small']]);
    // Base64 of a text that is not fully known shows nothing of it.
    expect(await typesIn(project(userData, 'var.name'))).toEqual([undefined]);
  });

  it('reads what a launch configuration takes as it is', async () => {
    for (const name of ['"shop"', 'var.name']) {
      const file = project(`<<-EOT\n    #!/bin/bash\n    ${script}\n  EOT\n`, name);
      const text = ('text' in file ? file.text : '')
        .replaceAll('aws_launch_template', 'aws_launch_configuration')
        .replace(/launch_template \{\s+id += (\S+)\s+\}/, 'launch_configuration = $1');
      expect(await typesIn({ path: 'main.tf', text })).toEqual([['t3.small']]);
    }
  });

  it('leaves those alone that join another cluster', async () => {
    expect(await typesIn(project('base64encode("ECS_CLUSTER=stock")', '"shop"'))).toEqual([undefined]);
  });
});
