import { describe, expect, it } from 'vitest';
import { dynamicHostPorts, reservedHostPorts } from '../../src/domain/ecs-ports.ts';
import { logDriver, logDrivers } from '../../src/domain/log-drivers.ts';
import { PortSet } from '../../src/domain/ports.ts';
import { isRegionName, partitionOfRegion, partitions } from '../../src/domain/partition.ts';

describe('ECS ports', () => {
  it('keeps SSH and the agent to the instance', () => {
    expect(reservedHostPorts('linux')).toContain(22);
    expect(reservedHostPorts('windows')).toContain(3389);
  });

  it('leaves the upper half to dynamic host ports', () => {
    expect(dynamicHostPorts('linux').format()).toBe('32768-65535');
    expect(dynamicHostPorts('windows', 17).format()).toBe('udp 49152-65535');
    expect(PortSet.of(6, 32_768, 65_535).contains(dynamicHostPorts('linux'))).toBe(true);
  });
});

describe('log drivers', () => {
  it('says which run on Fargate and what they need', () => {
    expect(logDrivers.filter(({ fargate }) => fargate).map(({ name }) => name)).toEqual([
      'awslogs',
      'splunk',
      'awsfirelens',
    ]);
    expect(logDriver('awslogs')?.requiredOptions).toContain('awslogs-group');
    expect(logDriver('logentries')).toBeUndefined();
  });
});

describe('partitions', () => {
  it.each([
    ['eu-central-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-east-1', 'aws-us-gov'],
    ['us-iso-west-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['mx-central-1', 'aws'],
  ])('%s is a Region of %s', (region, partition) => {
    expect(isRegionName(region)).toBe(true);
    expect(partitionOfRegion(region)).toBe(partition);
  });

  it('has one catch-all, at the end', () => {
    expect(partitions.findIndex(({ regionPrefix }) => regionPrefix === '')).toBe(partitions.length - 1);
  });

  it.each(['', 'us-east', 'US-EAST-1', 'us-east-1a', 'east', '1-2-3'])('%o is no Region', (text) => {
    expect(isRegionName(text)).toBe(false);
  });
});
