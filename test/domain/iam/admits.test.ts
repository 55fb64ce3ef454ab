import { describe, expect, it } from 'vitest';
import { mayAdmitRole, parsePolicy, UNKNOWN_TEXT as U, type PolicyJson } from '../../../src/domain/index.ts';

function admits(principal: PolicyJson, rest: Readonly<Record<string, PolicyJson>> = {}): string {
  const statement = { Effect: 'Allow', Principal: principal, Action: 'kms:*', Resource: '*', ...rest };
  return mayAdmitRole(parsePolicy({ Version: '2012-10-17', Statement: [statement] }), 'kms:Decrypt');
}

describe('mayAdmitRole', () => {
  it('knows that accounts leave it to the policies of their roles, and services are no roles', () => {
    expect(admits({ AWS: 'arn:aws:iam::123456789012:root' })).toBe('no');
    expect(admits({ AWS: `arn:${U}:iam::${U}:root` })).toBe('no');
    expect(admits({ AWS: ['123456789012', 'arn:aws:iam::210987654321:root'], Service: 'logs.amazonaws.com' })).toBe(
      'no',
    );
  });

  it('does not tell whom names mean', () => {
    expect(admits('*')).toBe('unsure');
    expect(admits({ AWS: '*' }, { Condition: { StringEquals: { 'kms:CallerAccount': '123456789012' } } })).toBe(
      'unsure',
    );
    expect(admits({ AWS: U })).toBe('unsure');
    expect(admits({ AWS: ['123456789012', 'arn:aws:iam::123456789012:role/execution'] })).toBe('unsure');
    expect(mayAdmitRole(parsePolicy({ Statement: [U] }), 'kms:Decrypt')).toBe('unsure');
    const butServices = { Effect: 'Allow', NotPrincipal: { Service: 'a.amazonaws.com' }, Action: '*', Resource: '*' };
    expect(mayAdmitRole(parsePolicy({ Statement: butServices }), 'kms:Decrypt')).toBe('unsure');
  });

  it('asks for the action', () => {
    const administrator = { AWS: 'arn:aws:iam::123456789012:role/administrator' };
    expect(admits(administrator, { Action: ['kms:Create*', 'kms:Describe*'] })).toBe('no');
    expect(admits(administrator, { Effect: 'Deny' })).toBe('no');
  });
});
