import { describe, expect, test } from 'vitest';
import { parseFieldType, SCALARS } from '../../scripts/shapes/field-type.ts';
import { readKinds } from '../../scripts/shapes/kinds.ts';
import { readTables } from '../../scripts/shapes/tables.ts';

const tables = readTables();

function fieldsOf(table: string, shape: string): Readonly<Record<string, string>> {
  return tables.get(table)?.shapes[shape] ?? {};
}

describe('every table', () => {
  test.each([...tables.values()])('$name names only shapes and enums that it has', ({ shapes, enums, open }) => {
    const missing = Object.entries(shapes).flatMap(([shape, fields]) =>
      Object.entries(fields)
        .map(([field, text]) => ({ field: `${shape}.${field}`, base: parseFieldType(text).base }))
        .filter(({ base }) => !SCALARS.has(base) && !shapes[base] && !enums[base]),
    );
    expect(missing).toEqual([]);
    expect(open.filter((shape) => !shapes[shape])).toEqual([]);
  });

  test.each([...tables.values()])('$name has small first letters in AWS fields', ({ name, shapes }) => {
    const capitals = Object.values(shapes).flatMap((fields) =>
      Object.keys(fields).filter((field) => /^[A-Z]/.test(field)),
    );
    expect(capitals, name).toEqual([]);
  });
});

test('every kind has its shape', () => {
  for (const { table, shape } of readKinds().values()) expect(fieldsOf(table, shape), shape).not.toEqual({});
});

// ECS API reference: RegisterTaskDefinition, PortMapping, Volume, CreateService.
describe('ECS', () => {
  test('network modes', () => {
    expect(tables.get('ecs')?.enums['NetworkMode']).toEqual(['bridge', 'host', 'awsvpc', 'none']);
    expect(tables.get('ecs')?.enums['Compatibility']).toEqual(['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES']);
  });

  test('port mappings', () => {
    expect(fieldsOf('ecs', 'PortMapping')).toEqual({
      containerPort: 'integer 1..65535',
      hostPort: 'integer 0..65535',
      protocol: 'TransportProtocol',
      name: 'string',
      appProtocol: 'ApplicationProtocol',
      containerPortRange: 'string',
    });
  });

  test('what a task definition requires', () => {
    const required = Object.entries(fieldsOf('ecs', 'TaskDefinition')).filter(
      ([, text]) => parseFieldType(text).required,
    );
    expect(required.map(([field]) => field)).toEqual(['family', 'containerDefinitions']);
  });

  test('a volume has no bucket, but S3 Files', () => {
    expect(Object.keys(fieldsOf('ecs', 'Volume'))).toEqual([
      'name',
      'host',
      'dockerVolumeConfiguration',
      'efsVolumeConfiguration',
      's3filesVolumeConfiguration',
      'fsxWindowsFileServerVolumeConfiguration',
      'configuredAtLaunch',
    ]);
  });

  test('a service takes what an update adds', () => {
    expect(fieldsOf('ecs', 'Service')).toMatchObject({ service: 'string', forceNewDeployment: 'boolean' });
  });

  test('a daemon has no ports', () => {
    expect(fieldsOf('ecs', 'DaemonContainerDefinition')['portMappings']).toBeUndefined();
  });
});

describe('around ECS', () => {
  test('documents in text', () => {
    expect(fieldsOf('ecr', 'LifecyclePolicy')['lifecyclePolicyText']).toBe('json!');
    expect(fieldsOf('iam', 'Role')['assumeRolePolicyDocument']).toBe('json!');
    expect(fieldsOf('events', 'Target')['input']).toBe('json');
    expect(fieldsOf('eks', 'Addon')['configurationValues']).toBe('json');
  });

  test('leading acronyms', () => {
    expect(fieldsOf('autoscaling', 'AutoScalingGroup')['vpcZoneIdentifier']).toBe('[string]');
    expect(fieldsOf('elb', 'Listener')['sslCertificateId']).toBe('string');
    expect(fieldsOf('elbv2', 'SubnetMapping')['ipv6Address']).toBe('string');
  });

  test('a separate security group rule has the fields of one permission', () => {
    expect(fieldsOf('ec2', 'SecurityGroupIngress')).toMatchObject({
      ...fieldsOf('ec2', 'IpPermission'),
      groupId: 'string',
    });
  });
});

// Kubernetes API reference 1.36: Container, ContainerPort, PodSpec.
describe('Kubernetes', () => {
  test('containers', () => {
    expect(fieldsOf('k8s', 'Container')).toMatchObject({
      name: 'string!',
      image: 'string',
      imagePullPolicy: 'PullPolicy',
      ports: '[ContainerPort]',
      env: '[EnvVar]',
      resources: 'ResourceRequirements',
      livenessProbe: 'Probe',
      securityContext: 'SecurityContext',
    });
    expect(fieldsOf('k8s', 'ResourceRequirements')['limits']).toBe('{quantity}');
    expect(fieldsOf('k8s', 'HTTPGetAction')['port']).toBe('int-or-string!');
    expect(fieldsOf('k8s', 'PodSpec')['containers']).toBe('[Container]!');
  });

  test('custom resources are open, its own are not', () => {
    const open = tables.get('k8s')?.open;
    expect(open).toContain('EC2NodeClassSpec');
    expect(open).not.toContain('PodSpec');
  });
});
