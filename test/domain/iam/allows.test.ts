import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allows, matchesAction, matchesResource, type Request } from '../../../src/domain/iam/allows.ts';
import { parsePolicy, UNKNOWN_POLICY } from '../../../src/domain/iam/policy.ts';
import { ResourceName, type PolicyJson } from '../../../src/domain/iam/policy-json.ts';
import { UNKNOWN_TEXT as U } from '../../../src/domain/unknown-text.ts';

const SECRET = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf';
const read: Request = { action: 'secretsmanager:GetSecretValue', resource: SECRET };

function answerOf(statements: PolicyJson, request: Request = read) {
  return allows([parsePolicy({ Version: '2012-10-17', Statement: statements })], request).answer;
}

describe('allows', () => {
  it.each<[string, PolicyJson, string]>([
    ['everything', { Effect: 'Allow', Action: '*', Resource: '*' }, 'yes'],
    ['in other letters', { Effect: 'Allow', Action: 'SecretsManager:getsecretvalue', Resource: '*' }, 'yes'],
    [
      'by wildcards',
      { Effect: 'Allow', Action: 'secretsmanager:Get*Valu?', Resource: `${SECRET.slice(0, -6)}??????` },
      'yes',
    ],
    ['another action', { Effect: 'Allow', Action: 'secretsmanager:DescribeSecret', Resource: '*' }, 'no'],
    ['another resource', { Effect: 'Allow', Action: 'secretsmanager:*', Resource: `${SECRET}x` }, 'no'],
    ['all but this action', { Effect: 'Allow', NotAction: 'secretsmanager:*', Resource: '*' }, 'no'],
    ['all but others', { Effect: 'Allow', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::*' }, 'yes'],
    ['under a condition', { Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { a: 'b' } } }, 'unsure'],
    [
      'a variable',
      { Effect: 'Allow', Action: '*', Resource: 'arn:aws:secretsmanager:*:*:secret:${aws:PrincipalTag/x}' },
      'unsure',
    ],
    ['short ARNs', { Effect: 'Allow', Action: '*', Resource: 'arn:aws:secretsmanager' }, 'yes'],
    ['a statement of unknown effect', { Effect: U, Action: '*', Resource: '*' }, 'unsure'],
    ['a document that IAM refuses', { Effect: 'Permit', Action: 'ecr:*', Resource: '*' }, 'unsure'],
    ['nothing', [], 'no'],
  ])('%s', (_, statement, answer) => {
    expect(answerOf(statement)).toBe(answer);
  });

  const all = { Effect: 'Allow', Action: '*', Resource: '*' };

  it('lets a Deny win, and names it', () => {
    const deny = { Effect: 'Deny', Action: 'secretsmanager:*', Resource: '*' };
    const verdict = allows([parsePolicy({ Statement: [all, deny] })], read);
    expect(verdict).toMatchObject({ answer: 'no', by: { statement: { effect: 'Deny', at: ['Statement', 1] } } });
    expect(answerOf([all, { ...deny, Condition: { StringEquals: { a: 'b' } } }])).toBe('unsure');
    expect(answerOf([{ ...deny, Condition: { StringEquals: { a: 'b' } } }])).toBe('no');
  });

  it('names the Allow, and the condition that alone keeps one from it', () => {
    expect(allows([parsePolicy({ Statement: all })], read).by?.statement.at).toEqual(['Statement']);
    const Condition = { StringEquals: { Team: 'blue' } };
    const policy = parsePolicy({ Statement: { ...all, Condition } });
    const verdict = allows([policy], { ...read, context: () => ['red'] });
    expect(verdict).toMatchObject({ answer: 'no', unmet: { condition: { key: 'Team', values: ['blue'] } } });
  });

  it('is unsure of policies that are not known, unless a Deny decides', () => {
    expect(allows([UNKNOWN_POLICY], read).answer).toBe('unsure');
    const deny = parsePolicy({ Statement: { Effect: 'Deny', Action: '*', Resource: '*' } });
    expect(allows([UNKNOWN_POLICY, deny], read).answer).toBe('no');
  });

  it('asks for every resource where the action knows none', () => {
    const token: Request = { action: 'ecr:GetAuthorizationToken', resource: '*' };
    expect(answerOf({ Effect: 'Allow', Action: 'ecr:*', Resource: '*' }, token)).toBe('yes');
    expect(answerOf({ Effect: 'Allow', Action: 'ecr:*', Resource: 'arn:aws:ecr:*:*:*' }, token)).toBe('no');
    expect(answerOf({ Effect: 'Allow', Action: 'ecr:*', Resource: U }, token)).toBe('unsure');
  });

  it('compares principals by type and id', () => {
    const service: Request = {
      action: 'sts:AssumeRole',
      principal: { type: 'Service', id: 'ecs-tasks.amazonaws.com' },
    };
    const trusting = (Principal: PolicyJson) =>
      answerOf({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }, service);
    expect(trusting({ Service: 'ecs-tasks.amazonaws.com' })).toBe('yes');
    expect(trusting({ Service: ['ecs.amazonaws.com', 'ec2.amazonaws.com'] })).toBe('no');
    expect(trusting({ AWS: 'ecs-tasks.amazonaws.com' })).toBe('no');
    expect(trusting({ Service: U })).toBe('unsure');
    expect(trusting('*')).toBe('unsure');
  });

  const effect = fc.constantFrom('Allow', 'Deny');
  const unit = (letters: readonly string[]) =>
    fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 4 });
  const action = unit(['a', 'b', 'A', '*', '?']).map((name) => `s:${name}`);
  const resource = unit(['a', 'b', '*', '?', U]).map((name) => `arn:aws:s:::x${name}`);
  const condition = fc.constantFrom<PolicyJson>(
    {},
    { StringEquals: { key: 'a' } },
    { StringNotEquals: { other: 'a' } },
  );
  const statement = fc
    .record({ Effect: effect, Resource: fc.oneof(resource, fc.constant('*')), Condition: condition, Action: action })
    .map((record): PolicyJson => record);
  const request = fc
    .record({ name: unit(['a', 'b']), target: unit(['a', 'b', U]), known: fc.option(fc.constantFrom('a', 'b')) })
    .map(({ name, target, known }) => ({
      action: `s:${name}`,
      resource: `arn:aws:s:::x${target}`,
      context: (key: string) => (key === 'key' && known !== null ? [known] : undefined),
    }));
  const statements = fc.array(statement, { maxLength: 4 });
  const rank = { no: 0, unsure: 1, yes: 2 } as const;

  it('grows with every Allow and shrinks with every Deny', () => {
    fc.assert(
      fc.property(statements, statement, request, (some, extra, asked) => {
        const [before, after] = [rank[answerOf(some, asked)], rank[answerOf([...some, extra], asked)]];
        const isAllow = (extra as { readonly Effect: string }).Effect === 'Allow';
        if (isAllow) expect(after).toBeGreaterThanOrEqual(before);
        else expect(after).toBeLessThanOrEqual(before);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the order of statements, nor on how they are spread over policies', () => {
    fc.assert(
      fc.property(statements, request, (some, asked) => {
        const apart = some.map((each) => parsePolicy({ Version: '2012-10-17', Statement: each })).reverse();
        expect(allows(apart, asked).answer).toBe(answerOf(some, asked));
      }),
    );
  });

  it('is sure only where every way to fill in what is not known agrees', () => {
    const filled = (json: PolicyJson, text: string): PolicyJson =>
      JSON.parse(JSON.stringify(json).replaceAll(U, text)) as PolicyJson;
    const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 });
    const filling = fc.record({ inPolicy: word, inRequest: word, inContext: word });
    fc.assert(
      fc.property(statements, request, fc.array(filling, { minLength: 4 }), (some, asked, fillings) => {
        const answer = answerOf(some, asked);
        if (answer === 'unsure') return;
        for (const { inPolicy, inRequest, inContext } of fillings) {
          const concrete: Request = {
            ...asked,
            resource: asked.resource.replaceAll(U, inRequest),
            context: (key) => asked.context(key) ?? [inContext],
          };
          expect(answerOf(filled(some, inPolicy), concrete)).toBe(answer);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('matchesAction', () => {
  it('has no case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,3}:[A-Za-z]{1,6}$/), (action) => {
        expect(matchesAction(action.toUpperCase(), action)).toBe('yes');
      }),
    );
  });
});

describe('matchesResource', () => {
  it('tells resources of the tree apart where their names are not known', () => {
    const arn = `arn:${U}:secretsmanager:${U}:${U}:secret:${U}`;
    const [one, other] = [new ResourceName(arn, {}), new ResourceName(arn, {})];
    expect(matchesResource(one, one)).toBe('yes');
    expect(matchesResource(one, other)).toBe('no');
    expect(matchesResource(arn, other)).toBe('unsure');
    expect(matchesResource('arn:aws:ssm:*:*:parameter/*', other)).toBe('no');
    expect(matchesResource('*', other)).toBe('yes');
  });
});
