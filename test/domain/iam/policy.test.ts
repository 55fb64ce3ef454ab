import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/domain/iam/policy.ts';
import { ResourceName, type PolicyJson } from '../../../src/domain/iam/policy-json.ts';
import { UNKNOWN_TEXT as U } from '../../../src/domain/unknown-text.ts';

const pull = { Effect: 'Allow', Action: 'ecr:BatchGetImage', Resource: '*' };

function policyOf(statement: PolicyJson, version = '2012-10-17') {
  return parsePolicy({ Version: version, Statement: statement });
}

describe('parsePolicy', () => {
  it('takes one statement or a list, one text or a list', () => {
    const [single] = policyOf(pull).statements;
    const [listed] = policyOf([{ ...pull, Action: ['ecr:BatchGetImage'], Resource: ['*'] }]).statements;
    expect(single).toMatchObject({ effect: 'Allow', actions: { patterns: ['ecr:BatchGetImage'], negated: false } });
    expect(listed?.actions).toEqual(single?.actions);
    expect(listed?.resources).toEqual(single?.resources);
    expect([single?.at, listed?.at]).toEqual([['Statement'], ['Statement', 0]]);
  });

  it('reads NotAction, NotResource and NotPrincipal', () => {
    const [statement] = policyOf({ Effect: 'Deny', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::a' }).statements;
    expect(statement).toMatchObject({
      actions: { patterns: ['iam:*'], negated: true },
      resources: { patterns: ['arn:aws:s3:::a'], negated: true },
    });
    const [refusing] = policyOf({ Effect: 'Deny', NotPrincipal: { AWS: '1' }, Action: 's3:*' }).statements;
    expect(refusing?.principals).toEqual({ patterns: [{ type: 'AWS', id: '1' }], negated: true });
  });

  it('reads every form of a principal', () => {
    const principals = (Principal: PolicyJson) =>
      policyOf({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }).statements[0]?.principals?.patterns;
    expect(principals('*')).toEqual([{ type: '*', id: '*' }]);
    expect(principals({ Service: ['ecs-tasks.amazonaws.com', 'ec2.amazonaws.com'], AWS: '*' })).toEqual([
      { type: 'Service', id: 'ecs-tasks.amazonaws.com' },
      { type: 'Service', id: 'ec2.amazonaws.com' },
      { type: 'AWS', id: '*' },
    ]);
  });

  it('reads conditions with their path', () => {
    const Condition = { StringEquals: { 'aws:SourceAccount': ['1', '2'] }, Bool: { 'aws:SecureTransport': true } };
    expect(policyOf({ ...pull, Condition }).statements[0]?.conditions).toEqual([
      {
        operator: 'StringEquals',
        key: 'aws:SourceAccount',
        values: ['1', '2'],
        at: ['Statement', 'Condition', 'StringEquals', 'aws:SourceAccount'],
      },
      {
        operator: 'Bool',
        key: 'aws:SecureTransport',
        values: ['true'],
        at: ['Statement', 'Condition', 'Bool', 'aws:SecureTransport'],
      },
    ]);
  });

  it('takes variables for unknown text, save in documents of 2008', () => {
    const Resource = 'arn:aws:s3:::home/${aws:username}/*';
    expect(policyOf({ ...pull, Resource }).statements[0]?.resources?.patterns).toEqual([`arn:aws:s3:::home/${U}/*`]);
    expect(policyOf({ ...pull, Resource }, '2008-10-17').statements[0]?.resources?.patterns).toEqual([Resource]);
  });

  it('keeps the names of resources that have an identity', () => {
    const name = new ResourceName(`arn:aws:s3:::${U}`, {});
    expect(policyOf({ ...pull, Resource: [name] }).statements[0]?.resources?.patterns).toEqual([name]);
  });

  it.each<[string, PolicyJson, readonly (string | number)[], string]>([
    ['no map', 'text', [], 'Statement'],
    ['no statement', { Version: '2012-10-17' }, [], 'Statement'],
    ['another version', { Version: '2012-10-18', Statement: pull }, ['Version'], '2012-10-17'],
    ['a statement that is none', { Statement: [pull, 'x'] }, ['Statement', 1], 'Effect'],
    ['no effect', { Statement: { Action: 's3:*', Resource: '*' } }, ['Statement'], 'Allow'],
    ['an effect in lower case', { Statement: { ...pull, Effect: 'allow' } }, ['Statement', 'Effect'], 'Allow'],
    ['no action', { Statement: { Effect: 'Allow', Resource: '*' } }, ['Statement'], 'Action'],
    ['an action without a service', { Statement: { ...pull, Action: 'GetObject' } }, ['Statement'], 'ecr:'],
    ['no resource', { Statement: { Effect: 'Allow', Action: 's3:*' } }, ['Statement'], 'Resource'],
    ['a bare name', { Statement: { ...pull, Resource: 'bucket' } }, ['Statement'], 'ARN'],
    ['both kinds', { Statement: { ...pull, NotAction: 's3:*' } }, ['Statement', 'NotAction'], 'both'],
    ['a misspelt element', { Statement: { ...pull, Resources: '*' } }, ['Statement', 'Resources'], "'Resource'"],
    [
      'a condition without keys',
      { Statement: { ...pull, Condition: { Bool: 'x' } } },
      ['Statement', 'Condition', 'Bool'],
      'keys',
    ],
    ['a principal in words', { Statement: { ...pull, Principal: 'me' } }, ['Statement', 'Principal'], 'Service'],
  ])('finds %s', (_, document, at, expected) => {
    const { faults, open } = parsePolicy(document);
    expect(faults.map((fault) => fault.at)).toContainEqual(at);
    expect(faults.map((fault) => fault.expected).join()).toContain(expected);
    expect(open).toBe(true);
  });

  it.each<[string, PolicyJson]>([
    ['a document', U],
    ['statements', { Version: '2012-10-17', Statement: U }],
    ['some statements', { Statement: [pull, U] }],
    ['members of the document', { [U]: U }],
  ])('is open and without a fault where %s may be anything', (_, document) => {
    expect(parsePolicy(document)).toMatchObject({ open: true, faults: [] });
  });

  it('reads what is known of a statement that may have more members', () => {
    const { statements, faults } = policyOf({ Action: 'ecr:*', [U]: U });
    expect(faults).toEqual([]);
    expect(statements[0]).toMatchObject({ effect: 'unsure', resources: { patterns: [U] }, conditions: [{ key: U }] });
  });
});
