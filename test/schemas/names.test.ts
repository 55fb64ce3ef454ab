import { describe, expect, test } from 'vitest';
import { parseFieldType } from '../../scripts/shapes/field-type.ts';
import { lowerCamel } from '../../scripts/shapes/lower-camel.ts';
import { printLiteral } from '../../scripts/shapes/print-literal.ts';
import { ATTRIBUTES } from '../../src/frontends/cloudformation/generated/attributes.ts';
import { PROPERTIES, SHARED_TYPES } from '../../src/frontends/cloudformation/generated/properties.ts';
import { SPELLING as CLOUDFORMATION } from '../../src/frontends/cloudformation/generated/spelling.ts';
import { ARGUMENTS } from '../../src/frontends/terraform/generated/arguments.ts';
import { SPELLING as TERRAFORM } from '../../src/frontends/terraform/generated/spelling.ts';
import { snakeCase } from '../../src/frontends/terraform/snake-case.ts';

test.each([
  ['LoadBalancerArn', 'loadBalancerArn'],
  ['VPCZoneIdentifier', 'vpcZoneIdentifier'],
  ['DNSName', 'dnsName'],
  ['IPv6Address', 'ipv6Address'],
  ['EC2SecurityGroup', 'ec2SecurityGroup'],
  ['RoleARN', 'roleARN'],
  ['enableECSManagedTags', 'enableECSManagedTags'],
])('%s becomes %s in the model', (name, expected) => {
  expect(lowerCamel(name)).toBe(expected);
});

test.each([
  ['taskRoleArn', 'task_role_arn'],
  ['enableECSManagedTags', 'enable_ecs_managed_tags'],
  ['managedEBSVolume', 'managed_ebs_volume'],
  ['sizeInGiB', 'size_in_gib'],
  ['memoryGiBPerVCpu', 'memory_gib_per_vcpu'],
  ['ec2SshKey', 'ec2_ssh_key'],
  ['privateIPv4Address', 'private_ipv4_address'],
  ['s3filesVolumeConfiguration', 's3files_volume_configuration'],
])('%s becomes %s in Terraform', (name, expected) => {
  expect(snakeCase(name)).toBe(expected);
});

describe('CloudFormation', () => {
  test('nested property types are found, and what is required is marked', () => {
    const { properties, types } = PROPERTIES['AWS::ECS::Service'] ?? { properties: {}, types: {} };
    expect(properties['LoadBalancers']).toBe('[LoadBalancer]');
    expect(types['AwsVpcConfiguration']).toMatchObject({ AssignPublicIp: 'string', SecurityGroups: '[string]' });
    expect(SHARED_TYPES['Tag']).toEqual({ Key: 'string!', Value: 'string!' });
  });

  test.each(Object.entries(PROPERTIES))('%s names only property types that exist', (_type, { properties, types }) => {
    const known = new Set([...Object.keys(types), ...Object.keys(SHARED_TYPES)]);
    const words = [properties, ...Object.values(types)].flatMap((fields) =>
      Object.values(fields).map((text) => parseFieldType(text).base),
    );
    expect(words.filter((word) => /^[A-Z]/.test(word) && !known.has(word))).toEqual([]);
  });

  test('references', () => {
    expect(ATTRIBUTES['AWS::ECS::TaskDefinition']?.ref).toEqual(['TaskDefinitionArn']);
    expect(ATTRIBUTES['AWS::ECR::Repository']?.attributes).toEqual({ RepositoryUri: 'string', Arn: 'string' });
  });

  test('the three spellings of awsvpcConfiguration', () => {
    expect(CLOUDFORMATION['ecs.NetworkConfiguration']).toBeUndefined();
    expect(CLOUDFORMATION['ecs.NetworkConfiguration@AWS::ECS::TaskSet']).toEqual({
      awsvpcConfiguration: 'AwsVpcConfiguration',
    });
    expect(CLOUDFORMATION['events.NetworkConfiguration']).toEqual({ awsvpcConfiguration: 'AwsVpcConfiguration' });
  });
});

describe('Terraform', () => {
  test('attributes and blocks', () => {
    expect(ARGUMENTS['aws_ecs_task_definition']).toMatchObject({
      container_definitions: 'string!',
      network_mode: 'string~',
      arn: 'string=',
      ephemeral_storage: { $: 'list 0..1', size_in_gib: 'number!' },
    });
    expect(ARGUMENTS['aws_security_group']).toMatchObject({
      ingress: { $: 'attribute set~', cidr_blocks: '[string]' },
    });
    expect(ARGUMENTS['aws_alb']).toBe('aws_lb');
    expect(ARGUMENTS['aws_vpc']).toMatchObject({ $: 'open' });
  });

  test('flattened structures', () => {
    expect(TERRAFORM['ecs.Service']).toMatchObject({ serviceName: 'name', deploymentConfiguration: '@self' });
    expect(TERRAFORM['ecs.DeploymentConfiguration']).toMatchObject({
      maximumPercent: 'deployment_maximum_percent',
      strategy: 'deployment_configuration.strategy',
    });
  });
});

test('literals are printed as Prettier would', () => {
  expect(printLiteral({ a: 'x', 'b-c': ["it's", '"'], d: {} })).toBe(`{ a: 'x', 'b-c': ["it's", '"'], d: {} }`);
  expect(printLiteral({ a: 'x'.repeat(120) })).toBe(`{\n  a: '${'x'.repeat(120)}',\n}`);
});
