import { beforeAll, describe, expect, it } from 'vitest';
import { loadManagedPolicies, ResourceName, UNKNOWN_TEXT as U } from '../../src/domain/index.ts';
import { Graph, ResourceIndex } from '../../src/graph/index.ts';
import { World } from '../../src/values/index.ts';
import { loadShapes, mixed, resource } from '../kit/resources.ts';
import { list, template, unknown, type Plain } from '../kit/terms.ts';

beforeAll(async () => {
  await loadShapes(['iam.role', 'secretsmanager.secret', 'ecr.repository', 'logs.logGroup', 'ssm.parameter']);
  await loadManagedPolicies();
});

const document = (action: string): Plain => ({ Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
const role = (values: Readonly<Record<string, Plain>> = {}) => {
  const facts = { roleName: 'web', assumeRolePolicyDocument: document('sts:AssumeRole'), ...values };
  return resource('iam.role', facts, { name: 'web', address: 'role' });
};

/** The actions of each policy of the role, `…` for what is not known. */
function actionsOf(of: ReturnType<typeof role>, ...others: readonly unknown[]): string[] {
  const index = new ResourceIndex(mixed(of, ...others));
  const world = new World();
  return new Graph(index, world)
    .policiesOf(index.view(of, world))
    .map(({ policy }) => (policy.open ? '…' : policy.statements.flatMap(({ actions }) => actions.patterns).join(' ')));
}

describe('policiesOf', () => {
  it('are those in the role', () => {
    const policies = [{ policyName: 'a', policyDocument: document('ecr:*') }];
    expect(actionsOf(role({ policies }))).toEqual(['ecr:*']);
    expect(actionsOf(role())).toEqual([]);
  });

  it("are AWS's own, of the tree, or not known", () => {
    const own = resource('iam.policy', { policyName: 'own', policyDocument: document('s3:*') }, { name: 'own' });
    const arns = ['arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess', 'arn:aws:iam::123456789012:policy/own'];
    const [xray, found] = actionsOf(role({ managedPolicyArns: arns }), own);
    expect(xray).toMatch(/^xray:PutTraceSegments /);
    expect(found).toBe('s3:*');
    expect(actionsOf(role({ managedPolicyArns: ['arn:aws:iam::aws:policy/Newest', unknown('a parameter')] }))).toEqual([
      '…',
      '…',
    ]);
  });

  it('are those that name the role, and those attached to it', () => {
    const named = resource('iam.policy', { roles: ['web'], policyDocument: document('a:b') });
    const elsewhere = resource('iam.policy', { roles: ['api'], policyDocument: document('c:d') });
    const own = resource('iam.policy', { policyName: 'own', policyDocument: document('e:f') }, { name: 'own' });
    const arn = 'arn:aws:iam::123456789012:policy/own';
    const attached = resource('iam.rolePolicyAttachment', { roleName: 'web', policyArn: arn });
    const many = resource('iam.policyAttachment', { roles: ['api', 'web'], policyArns: [arn] });
    expect(actionsOf(role(), named, elsewhere, own, attached, many)).toEqual(['a:b', 'e:f', 'e:f']);
  });

  it('may be more where a list is open or an attachment names a role that may be this one', () => {
    expect(actionsOf(role({ policies: list([], true) }))).toEqual(['…']);
    const attachment = (roleName: Plain, path = 'main.json') =>
      resource(
        'iam.rolePolicyAttachment',
        { roleName, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
        { path },
      );
    const loose = (roleName: Plain, path?: string) => actionsOf(role(), attachment(roleName, path));
    expect(loose(unknown('a parameter'))).toEqual(['…']);
    expect(loose(template('we', unknown('a parameter')))).toEqual(['…']);
    expect(loose(template('api-', unknown('a parameter')))).toEqual([]);
    expect(loose('api')).toEqual([]);
    expect(loose(unknown('a parameter'), 'modules/a/main.json')).toEqual(['…']);
    expect(actionsOf(role({ roleName: template('we', unknown('x')) }), attachment('web-prod'))).toEqual(['…']);
  });
});

describe('comparableText', () => {
  const secret = resource('secretsmanager.secret', { name: 'db' }, { address: 'Db' });
  const group = resource('logs.logGroup', { logGroupName: template('/ecs/', unknown('x')) }, { address: 'Logs' });
  const index = new ResourceIndex(mixed(secret, group));
  const text = (value: Plain) => {
    const holder = resource('iam.rolePolicyAttachment', { roleName: 'web', policyArn: value });
    const world = new World();
    const found = new Graph(index, world).comparableText(index.view(holder, world).policyArn);
    return found instanceof ResourceName ? { arn: found.arn, is: found.identity } : found;
  };
  const reference = (address: string, attribute: string) =>
    unknown('later', { reference: { scope: secret.scope, address, attribute } });

  it('is the ARN of the resource that gives it, with what is known of its name', () => {
    expect(text(reference('Db', 'Ref'))).toEqual({
      arn: `arn:${U}:secretsmanager:${U}:${U}:secret:db${U}`,
      is: secret,
    });
    expect(text(reference('Logs', 'Arn'))).toEqual({
      arn: `arn:${U}:logs:${U}:${U}:log-group:/ecs/${U}${U}`,
      is: group,
    });
    expect(text(template(reference('Logs', 'Arn'), ':*'))).toBe(`arn:${U}:logs:${U}:${U}:log-group:/ecs/${U}${U}:*`);
  });

  it('is not known where another attribute is meant, and in placeholders', () => {
    expect(text(reference('Logs', 'Ref'))).toBe(U);
    expect(text('arn:aws:s3:::<bucket>/x')).toBe(`arn:aws:s3:::${U}/x`);
  });
});
