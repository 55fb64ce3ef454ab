import { beforeAll, describe, expect, it } from 'vitest';
import { allows } from '../../../src/domain/iam/allows.ts';
import { loadManagedPolicies, managedPolicy } from '../../../src/domain/iam/managed-policies.ts';
import { MANAGED_POLICIES } from '../../../src/domain/iam/managed-policy-table.ts';
import { UNKNOWN_TEXT as U } from '../../../src/domain/unknown-text.ts';

beforeAll(loadManagedPolicies);

describe('managedPolicy', () => {
  it('reads every document of the table without a fault', () => {
    for (const name of Object.keys(MANAGED_POLICIES))
      expect([name, managedPolicy(`arn:aws:iam::aws:policy/${name}`)?.faults]).toEqual([name, []]);
  });

  it('knows what the execution role policy grants, and what not', () => {
    const policy = managedPolicy(`arn:${U}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy`);
    const answer = (action: string) => policy && allows([policy], { action, resource: '*' }).answer;
    expect(answer('logs:PutLogEvents')).toBe('yes');
    expect(answer('logs:CreateLogGroup')).toBe('no');
    expect(answer('secretsmanager:GetSecretValue')).toBe('no');
  });

  it.each([
    'arn:aws:iam::aws:policy/AmazonECSTaskExecutionRolePolicy',
    'arn:aws:iam::123456789012:policy/AdministratorAccess',
    'arn:aws-cn:iam::aws:policy/AdministratorAccess',
    'arn:aws:iam::aws:policy/toString',
  ])('does not know %s', (arn) => {
    expect(managedPolicy(arn)).toBeUndefined();
  });
});
