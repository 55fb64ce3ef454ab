import { describe, expect, it } from 'vitest';
import { referredName } from '../../src/graph/names.ts';
import type { Kind } from '../../src/model/index.ts';

describe('referredName', () => {
  it.each<[Kind, string, string]>([
    ['ecs.taskDefinition', 'web', 'web'],
    ['ecs.taskDefinition', 'web:7', 'web'],
    ['ecs.taskDefinition', 'arn:aws:ecs:eu-central-1:123456789012:task-definition/web:7', 'web'],
    ['ecs.taskDefinition', 'arn:aws-cn:ecs:cn-north-1:123456789012:task-definition/web', 'web'],
    ['ecs.service', 'web', 'web'],
    ['ecs.service', 'service/shop/web', 'web'],
    ['ecs.service', 'arn:aws:ecs:eu-central-1:123456789012:service/shop/web', 'web'],
    ['ecs.service', 'arn:aws:ecs:eu-central-1:123456789012:service/web', 'web'],
    ['ecs.cluster', 'shop', 'shop'],
    ['ecs.cluster', 'arn:aws:ecs:eu-central-1:123456789012:cluster/shop', 'shop'],
    ['iam.role', 'arn:aws:iam::123456789012:role/service-role/web', 'web'],
    ['ecr.repository', 'shop/web', 'shop/web'],
    ['ecr.repository', 'arn:aws:ecr:eu-central-1:123456789012:repository/shop/web', 'shop/web'],
    [
      'elbv2.targetGroup',
      'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef',
      'web',
    ],
    ['elbv2.loadBalancer', 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/0123', 'web'],
    ['elbv2.loadBalancer', 'web', 'web'],
    ['sqs.queue', 'arn:aws:sqs:eu-central-1:123456789012:orders', 'orders'],
    ['ecs.cluster', '', ''],
    ['ecs.cluster', 'arn:', ''],
  ])('%s in %s is %s', (kind, text, name) => {
    expect(referredName(kind, text)).toBe(name);
  });
});
