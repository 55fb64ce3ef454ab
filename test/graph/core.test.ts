import { beforeAll, describe, expect, it } from 'vitest';
import { Core, ResourceIndex } from '../../src/graph/core.ts';
import type { Kinds, Resource } from '../../src/model/index.ts';
import { explore, World, type Reference } from '../../src/values/index.ts';
import { loadShapes, mixed, resource, scopeOf, type ResourceFacts } from '../kit/resources.ts';
import { absent, choice, flag, map, scalar, template, unknown, type Plain } from '../kit/terms.ts';

beforeAll(() => loadShapes(['ecs.service', 'ecs.taskDefinition', 'ecs.cluster', 'ecr.repository', 'iam.role']));

const isProd = flag('IsProd');

/** A task definition of this family. */
const task = (family: string, facts: ResourceFacts = {}) =>
  resource('ecs.taskDefinition', { family }, { name: family, ...facts });

/** A service that runs this. */
const service = (taskDefinition: Plain, facts: ResourceFacts = {}) =>
  resource('ecs.service', { taskDefinition }, facts);

const refersTo = (address: string, path = 'main.json'): Reference => ({ scope: scopeOf(path), address });

/** Where the service's task definition leads, by the address of what is found. */
function lead(from: Resource<'ecs.service'>, ...others: readonly unknown[]): string[] {
  const index = new ResourceIndex(mixed(from, ...others));
  const { outcomes } = explore((world) => {
    const core = new Core(index, world);
    const view = index.view(from, world);
    const join = core.join(view.taskDefinition, 'ecs.taskDefinition', view);
    return join.state === 'found' ? join.resource.address : join.state;
  });
  return outcomes.map(({ result }) => result);
}

describe('join', () => {
  it('finds nothing where nothing is written', () => {
    expect(lead(service(absent()), task('web'))).toEqual(['absent']);
  });

  it('goes by reference, within the scope', () => {
    const here = task('a', { address: 'Web' });
    const there = task('b', { address: 'Web', path: 'other.json' });
    expect(lead(service(unknown('a reference', { reference: refersTo('Web') })), there, here)).toEqual(['Web']);
    expect(lead(service(unknown('a reference', { reference: refersTo('Api') })), here)).toEqual(['outside']);
  });

  it('goes by the reference of a known value before its name', () => {
    const byReference = task('other', { address: 'Web' });
    const value = scalar('web', '', { reference: refersTo('Web') });
    expect(lead(service(value), task('web'), byReference)).toEqual(['Web']);
    expect(lead(service(scalar('web', '', { reference: refersTo('Gone') })), task('web'))).toEqual(['web']);
  });

  it('does not take a resource of another kind for the one that is meant', () => {
    const role = resource('iam.role', {}, { address: 'Web' });
    expect(lead(service(unknown('a reference', { reference: refersTo('Web') })), role)).toEqual(['outside']);
  });

  it.each([
    ['a name', 'web'],
    ['a revision', 'web:7'],
    ['an ARN', 'arn:aws:ecs:eu-central-1:123456789012:task-definition/web:7'],
  ])('goes by %s', (_what, text) => {
    expect(lead(service(text), task('api'), task('web'))).toEqual(['web']);
  });

  it('goes by what is known of an ARN', () => {
    const account = unknown('the account');
    expect(lead(service(template('arn:aws:ecs:eu:', account, ':task-definition/web:7')), task('web'))).toEqual(['web']);
    expect(lead(service(template('arn:aws:ecs:eu:', account, ':task-definition/web:', account)), task('web'))).toEqual([
      'web',
    ]);
    expect(lead(service(template('arn:aws:ecs:eu:', account, ':task-definition/web-', account)), task('web'))).toEqual([
      'outside',
    ]);
    expect(lead(service(template(account, 'web')), task('web'))).toEqual(['outside']);
  });

  it('goes by the part of a text that is the very resource', () => {
    const part = unknown('a reference', { reference: refersTo('Web') });
    const web = task('some', { address: 'Web' });
    expect(lead(service(template('arn:aws:ecs:eu:1:task-definition/', part, ':7')), web)).toEqual(['Web']);
    expect(lead(service(template(part, ':7')), web)).toEqual(['Web']);
    expect(lead(service(template(part)), web)).toEqual(['Web']);
    expect(lead(service(template(part, '-canary')), web)).toEqual(['outside']);
    expect(lead(service(template('old-', part)), web)).toEqual(['outside']);
  });

  it('keeps the slashes of a repository', () => {
    const policy = resource('ecr.repository', { repositoryName: 'shop/web' }, { name: 'shop/web' });
    const index = new ResourceIndex(mixed(policy));
    const core = new Core(index, new World());
    const value = { state: 'known', value: 'shop/web', origin: policy.origin } as const;
    const other = { ...value, value: 'web' } as const;
    const owner = index.view(policy, core.world);
    expect(core.join(value, 'ecr.repository', owner).state).toBe('found');
    expect(core.join(other, 'ecr.repository', owner).state).toBe('outside');
  });

  it('knows nothing from a value that is unknown', () => {
    expect(lead(service(unknown("parameter 'Task'")), task('web'))).toEqual(['outside']);
  });

  it('asks for the owner as a whole', () => {
    const index = new ResourceIndex(mixed(task('web')));
    const value = { state: 'known', value: 'web', origin: map({}).origin } as const;
    expect(new Core(index, new World()).join(value, 'ecs.taskDefinition', {}).state).toBe('outside');
  });
});

describe('names', () => {
  const named = (path: string, address: string, scope?: object) =>
    task('web', { path, address, ...(scope && { scope }) });

  it('mean the one in the same scope first', () => {
    const from = service('web', { path: 'a/main.json', scope: scopeOf('the module') });
    const near = named('z/main.json', 'same scope', scopeOf('the module'));
    expect(lead(from, named('a/main.json', 'same file'), near)).toEqual(['same scope']);
  });

  it('mean the nearest: in the file, else the folder, else upwards', () => {
    const from = service('web', { path: 'a/b/main.json', scope: {} });
    const [file, folder, above, root] = [
      named('a/b/main.json', 'file'),
      named('a/b/task.json', 'folder'),
      named('a/x/task.json', 'above'),
      named('z/task.json', 'root'),
    ];
    expect(lead(from, root, above, folder, file)).toEqual(['file']);
    expect(lead(from, root, above, folder)).toEqual(['folder']);
    expect(lead(from, root, above)).toEqual(['above']);
    expect(lead(from, root)).toEqual(['root']);
  });

  it('are not mistaken for a folder that begins alike', () => {
    const from = service('web', { path: 'a/main.json', scope: {} });
    expect(lead(from, named('ab/one.json', 'one'), named('a/two.json', 'two'))).toEqual(['two']);
  });

  it('mean neither of two that are equally near', () => {
    const from = service('web', { path: 'a/main.json', scope: {} });
    expect(lead(from, named('b/one.json', 'one'), named('c/two.json', 'two'))).toEqual(['outside']);
    expect(lead(from, named('a/main.json', 'one'), named('a/main.json', 'two'))).toEqual(['outside']);
  });

  it('mean the one of two that exists', () => {
    const from = service('web');
    const live = task('web', { address: 'live', exists: (world) => world.decide(isProd) });
    const test = task('web', { address: 'test', exists: (world) => !world.decide(isProd) });
    expect(lead(from, live, test)).toEqual(['live', 'test']);
  });
});

describe('conditions', () => {
  it('decide what a reference leads to', () => {
    const value = choice(isProd, 'web', choice(flag('IsTest'), 'api', absent()));
    expect(lead(service(value), task('web'), task('api')).sort()).toEqual(['absent', 'api', 'web']);
  });

  it('hide a resource where it does not exist', () => {
    const conditional = task('web', { exists: (world) => world.decide(isProd) });
    expect(lead(service('web'), conditional)).toEqual(['web', 'outside']);
  });
});

describe('all', () => {
  it('gives those of a kind that exist', () => {
    const conditional = task('web', { exists: (world) => world.decide(isProd) });
    const index = new ResourceIndex(mixed(conditional, task('api'), service('web')));
    const { outcomes } = explore((world) => new Core(index, world).all('ecs.taskDefinition').length);
    expect(outcomes.map(({ result }) => result)).toEqual([2, 1]);
  });
});

describe('referrers', () => {
  /** The addresses of the services that run the task, in each world. */
  function runners(target: Resource<'ecs.taskDefinition'>, ...others: readonly unknown[]): string[] {
    const index = new ResourceIndex(mixed(target, ...others));
    const { outcomes } = explore((world) => {
      const core = new Core(index, world);
      const { items, open } = core.referrers(
        'service.taskDefinition',
        index.view(target, world),
        'ecs.service',
        (view: Kinds['ecs.service']) => [view.taskDefinition],
      );
      const names = others.filter((other) => items.includes((other as Resource<'ecs.service'>).view(world)));
      return names.map((each) => (each as Resource).address).join(' ') + (open ? ' …' : '');
    });
    return outcomes.map(({ result }) => result);
  }

  it('are those that refer to it, and not those that refer to others', () => {
    const [a, b, c] = [
      service('web', { address: 'a' }),
      service('api', { address: 'b' }),
      service('web:3', { address: 'c' }),
    ];
    expect(runners(task('web'), a, b, c, task('api'))).toEqual(['a c']);
  });

  it('are those that do in this world', () => {
    const a = service(choice(isProd, 'web', 'api'), { address: 'a' });
    const b = service('web', { address: 'b', exists: (world) => !world.decide(isProd) });
    expect(runners(task('web'), a, b, task('api'))).toEqual(['a', 'b']);
  });

  it('may be more where some value cannot be told', () => {
    const a = service('web', { address: 'a' });
    expect(runners(task('web'), a, service(unknown("parameter 'Task'")))).toEqual(['a …']);
    expect(runners(task('web'), a, service(template('w', unknown('x'))))).toEqual(['a …']);
    expect(runners(task('web'), a, service('elsewhere'), service(absent()))).toEqual(['a']);
  });

  it('of a part of a resource cannot be told', () => {
    const index = new ResourceIndex(mixed(task('web')));
    const joins = new Core(index, new World()).referrers('x', {}, 'ecs.service', () => []);
    expect(joins).toEqual({ items: [], open: true, near: true });
  });
});
