import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/domain/iam/policy.ts';
import type { PolicyJson } from '../../../src/domain/iam/policy-json.ts';
import { trustsPodIdentity, trustsService, trustsServiceAccount } from '../../../src/domain/iam/trust.ts';
import { UNKNOWN_TEXT as U } from '../../../src/domain/unknown-text.ts';

const ISSUER = 'oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF';
const account = { namespace: 'shop', name: 'orders' };

function irsa(Condition: PolicyJson, provider = ISSUER, more: PolicyJson = {}) {
  return parsePolicy({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${provider}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition,
      ...(more as object),
    },
  });
}

describe('trustsServiceAccount', () => {
  const [sub, aud] = [`${ISSUER}:sub`, `${ISSUER}:aud`];
  it.each<[string, PolicyJson, string]>([
    [
      'the very account',
      { StringEquals: { [sub]: 'system:serviceaccount:shop:orders', [aud]: 'sts.amazonaws.com' } },
      'yes',
    ],
    [
      'one of several',
      { StringEquals: { [sub]: ['system:serviceaccount:a:b', 'system:serviceaccount:shop:orders'] } },
      'yes',
    ],
    ['every account of the namespace', { StringLike: { [sub]: 'system:serviceaccount:shop:*' } }, 'yes'],
    ['every account', { StringEquals: { [aud]: 'sts.amazonaws.com' } }, 'yes'],
    ['another namespace', { StringEquals: { [sub]: 'system:serviceaccount:default:orders' } }, 'no'],
    ['a wildcard that is none', { StringEquals: { [sub]: 'system:serviceaccount:shop:*' } }, 'no'],
    ['another audience', { StringEquals: { [aud]: 'sts.example.com' } }, 'no'],
    ['the ARN in the key', { StringEquals: { [`arn:aws:iam::123456789012:oidc-provider/${sub}`]: 'x' } }, 'no'],
    [
      "another provider's key",
      { StringEquals: { 'oidc.eks.eu-central-1.amazonaws.com/id/FFFF:sub': 'system:serviceaccount:shop:orders' } },
      'no',
    ],
    ['a key of which the end is known', { StringEquals: { [`${U}:sub`]: 'system:serviceaccount:shop:order' } }, 'no'],
    ['an unknown key', { StringEquals: { [U]: 'system:serviceaccount:shop:orders' } }, 'unsure'],
    ['an unknown subject', { StringEquals: { [sub]: U } }, 'unsure'],
    ['a partly known subject', { StringEquals: { [sub]: `system:serviceaccount:${U}:order` } }, 'no'],
  ])('%s', (_, condition, answer) => {
    expect(trustsServiceAccount(irsa(condition), account).answer).toBe(answer);
  });

  it('names the condition that is not met', () => {
    const trust = irsa({ StringEquals: { [sub]: 'system:serviceaccount:shop:order' } });
    expect(trustsServiceAccount(trust, account).unmet?.condition.key).toBe(sub);
  });

  it('is unsure of a namespace that is not known, unless the name decides', () => {
    const trust = irsa({ StringEquals: { [sub]: 'system:serviceaccount:shop:orders' } });
    expect(trustsServiceAccount(trust, { namespace: U, name: 'orders' }).answer).toBe('unsure');
    expect(trustsServiceAccount(trust, { namespace: U, name: 'web' }).answer).toBe('no');
  });

  it('wants the action of web identities and a provider', () => {
    expect(trustsServiceAccount(irsa({}, ISSUER, { Action: 'sts:AssumeRole' }), account).answer).toBe('no');
    const service = { Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
    expect(trustsServiceAccount(irsa({}, ISSUER, service), account)).toEqual({ answer: 'no' });
    expect(trustsServiceAccount(irsa({}, ISSUER, { Principal: { Federated: U } }), account).answer).toBe('yes');
  });

  it('lets a Deny win', () => {
    const [allow] = [{ Effect: 'Allow', Principal: { Federated: U }, Action: 'sts:*' }];
    const deny = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRoleWithWebIdentity' };
    expect(trustsServiceAccount(parsePolicy({ Statement: [allow, deny] }), account).answer).toBe('no');
  });
});

describe('trustsService', () => {
  it('answers for one service', () => {
    const trust = (Service: PolicyJson) =>
      parsePolicy({ Statement: { Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' } });
    expect(trustsService(trust('ecs-tasks.amazonaws.com'), 'ecs-tasks.amazonaws.com').answer).toBe('yes');
    expect(trustsService(trust('ecs.amazonaws.com'), 'ecs-tasks.amazonaws.com').answer).toBe('no');
  });
});

describe('trustsPodIdentity', () => {
  const trust = (Action: PolicyJson, Condition: PolicyJson = {}) =>
    parsePolicy({
      Statement: { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action, Condition },
    });
  const answers = (policy: ReturnType<typeof trust>) =>
    trustsPodIdentity(policy, account).map(({ verdict }) => verdict.answer);

  it('wants the role assumed and the session tagged', () => {
    expect(answers(trust(['sts:AssumeRole', 'sts:TagSession']))).toEqual(['yes', 'yes']);
    expect(answers(trust('sts:AssumeRole'))).toEqual(['yes', 'no']);
  });

  it('knows the tags of the session', () => {
    const of = (namespace: string) => ({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': namespace } });
    expect(answers(trust('sts:*', of('shop')))).toEqual(['yes', 'yes']);
    expect(answers(trust('sts:*', of('other')))).toEqual(['no', 'no']);
    expect(answers(trust('sts:*', { StringEquals: { 'aws:SourceAccount': '1' } }))).toEqual(['unsure', 'unsure']);
  });
});
