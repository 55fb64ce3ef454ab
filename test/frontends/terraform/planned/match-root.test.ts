import { describe, expect, it } from 'vitest';
import type { FileAccess } from '../../../../src/frontends/index.ts';
import { configured, planText, refers } from '../plan-text.ts';
import { Planned } from './planned-source.ts';

const SERVICE = { address: 'aws_ecs_service.web', after: { name: 'web', desired_count: 2 } };
const CLUSTER = { address: 'aws_ecs_cluster.main', after: { name: 'main' } };
const ROOT = {
  resources: [
    configured('aws_ecs_service.web', { name: { constant_value: 'web' }, desired_count: { constant_value: 2 } }),
    configured('aws_ecs_cluster.main', { name: { constant_value: 'main' } }),
  ],
};
const PLAN = planText([SERVICE, CLUSTER], ROOT);
const source = (tasks: number): string => `
resource "aws_ecs_cluster" "main" {
  name = "main"
}
resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = ${String(tasks)}
}
`;

describe('the source of a plan', () => {
  it.each([
    ['beside it', 'infra/plan.json', 'infra/main.tf'],
    ['beside its folder', 'plans/tonight.json', 'infra/main.tf'],
    ['below it', 'tfplan.json', 'infra/main.tf'],
  ])('is found %s', async (_where, plan, main) => {
    const [cluster = '', service = ''] = source(2).split(/(?=resource "aws_ecs_service")/);
    const read = await Planned.of({ [plan]: PLAN, [main]: cluster, 'infra/service.tf': service });
    expect(read.places).toEqual(['aws_ecs_cluster.main infra/main.tf:2', 'aws_ecs_service.web infra/service.tf:1']);
    expect(read.notices).toEqual([]);
  });

  it('is the environment whose constants it has', async () => {
    const files = { 'plans/a.json': PLAN, 'envs/prod/main.tf': source(2), 'envs/test/main.tf': source(1) };
    const read = await Planned.of(files);
    expect(read.places).toEqual([
      'aws_ecs_cluster.main envs/prod/main.tf:2',
      'aws_ecs_service.web envs/prod/main.tf:5',
      'aws_ecs_cluster.main envs/test/main.tf:2',
      'aws_ecs_service.web envs/test/main.tf:5',
    ]);
    expect(read.value('aws_ecs_service.web', 'desiredCount')).toMatchObject({ value: 2 });
  });

  it('is the environment whose variables it had', async () => {
    const main = 'variable "tasks" {}\nresource "aws_ecs_service" "web" {\n  desired_count = var.tasks\n}';
    const plan = planText(
      [SERVICE],
      { resources: [configured('aws_ecs_service.web', {})] },
      { variables: { tasks: { value: 2 } } },
    );
    const read = await Planned.of({
      'plan.json': plan,
      'prod/main.tf': main,
      'prod/terraform.tfvars': 'tasks = 2',
      'test/main.tf': main,
      'test/terraform.tfvars': 'tasks = 1',
    });
    expect(read.places).toEqual(['aws_ecs_service.web prod/main.tf:2', 'aws_ecs_service.web test/main.tf:2']);
    const hops = read.value('aws_ecs_service.web', 'desiredCount').origin.via;
    expect(hops.map(({ note, span }) => `${note} ${span.source.path}`)).toEqual([
      "Value of variable 'tasks'. prod/terraform.tfvars",
    ]);
  });

  it('is the one in its own folder among several that are alike, and none elsewhere', async () => {
    const files = { 'prod/main.tf': source(2), 'test/main.tf': source(2) };
    const here = await Planned.of({ 'test/plan.json': PLAN, ...files });
    expect(here.places.filter((place) => place.includes('service'))).toEqual([
      'aws_ecs_service.web prod/main.tf:5',
      'aws_ecs_service.web test/main.tf:5',
    ]);
    const elsewhere = await Planned.of({ 'plan.json': PLAN, ...files });
    expect(elsewhere.places.filter((place) => place.includes('plan.json'))).toHaveLength(2);
    expect(elsewhere.notices).toEqual([]);
  });

  it('is not another configuration', async () => {
    const other =
      'resource "aws_ecs_cluster" "main" {\n  name = "other"\n}\nresource "aws_ecs_service" "api" {}\nresource "aws_lb" "x" {}';
    const read = await Planned.of({ 'plan.json': PLAN, 'main.tf': other });
    expect(read.places.filter((place) => place.includes('plan.json'))).toHaveLength(2);
    expect(read.places.filter((place) => place.includes('main.tf'))).toHaveLength(3);
  });
});

describe('a source that has changed since the plan', () => {
  const CHANGED = "plan.json: Its source in '.' has changed since the plan was made; values are those of the plan.";

  it('has resources that the plan says nothing of, which are judged as they are', async () => {
    const more = `${source(2)}resource "aws_ecr_repository" "new" {\n  name = "new"\n}`;
    const read = await Planned.of({ 'plan.json': PLAN, 'main.tf': more });
    expect(read.places).toEqual([
      'aws_ecs_cluster.main main.tf:2',
      'aws_ecs_service.web main.tf:5',
      'aws_ecr_repository.new main.tf:9',
    ]);
    expect(read.notices).toEqual([CHANGED]);
    expect(read.resource('aws_ecr_repository.new').scope).toBe(read.resource('aws_ecs_service.web').scope);
  });

  it('lacks resources that the plan would still create', async () => {
    const [, service = ''] = source(2).split(/(?=resource "aws_ecs_service")/);
    const read = await Planned.of({ 'plan.json': PLAN, 'main.tf': service });
    expect(read.places).toEqual(['aws_ecs_service.web main.tf:1', 'aws_ecs_cluster.main plan.json:1']);
    expect(read.notices).toEqual([CHANGED]);
  });

  it('gives other values, which are not those of the plan', async () => {
    const read = await Planned.of({ 'plan.json': PLAN, 'main.tf': source(5) });
    expect(read.value('aws_ecs_service.web', 'desiredCount')).toMatchObject({ value: 2 });
    expect(read.notices).toEqual([CHANGED]);
  });
});

describe('what a plan does not create', () => {
  const main = `${source(2)}resource "aws_ecr_repository" "images" {\n  count = var.images ? 1 : 0\n  name = "images"\n}\nvariable "images" {}`;
  const root = { resources: [...ROOT.resources, configured('aws_ecr_repository.images', {})] };

  it('will not exist', async () => {
    const read = await Planned.of({ 'plan.json': planText([SERVICE, CLUSTER], root), 'main.tf': main });
    expect(read.places).toHaveLength(2);
    expect(read.notices).toEqual([]);
  });

  it('may exist where the plan has targets, or failed', async () => {
    const variables = { images: { value: true } };
    for (const more of [{ complete: false }, { errored: true }]) {
      const plan = planText([SERVICE], root, { ...more, variables });
      const read = await Planned.of({ 'plan.json': plan, 'main.tf': main });
      expect(read.places).toEqual([
        'aws_ecs_cluster.main main.tf:2',
        'aws_ecs_service.web main.tf:5',
        'aws_ecr_repository.images[0] main.tf:9',
      ]);
    }
  });
});

describe('variables of a plan', () => {
  const main =
    'variable "tasks" {\n  default = 1\n}\nvariable "image" {}\nlocals {\n  x = 1\n}\n' +
    'resource "aws_ecs_service" "web" {\n  name = "web"\n  desired_count = var.tasks\n}\n' +
    'resource "aws_ecs_task_definition" "web" {\n  family = "web"\n' +
    '  container_definitions = jsonencode([{ name = aws_ecs_service.web.id, image = var.image }])\n}';
  const root = {
    resources: [
      configured('aws_ecs_service.web', {}),
      configured('aws_ecs_task_definition.web', {
        container_definitions: refers('aws_ecs_service.web.id', 'var.image'),
      }),
    ],
  };

  it('are what its source is evaluated with', async () => {
    const task = {
      address: 'aws_ecs_task_definition.web',
      after: { family: 'web' },
      unknown: { container_definitions: true },
    };
    const variables = { tasks: { value: 2 }, image: { value: 'web:${x}' } };
    const plan = planText([SERVICE, task], root, { variables });
    const read = await Planned.of({ 'plan.json': plan, 'main.tf': main }, { variables: { image: 'other' } });
    const image = read.value('aws_ecs_task_definition.web', 'containerDefinitions.0.image');
    expect(image).toMatchObject({ state: 'known', value: 'web:${x}' });
    const { via } = read.value('aws_ecs_service.web', 'desiredCount').origin;
    expect(via.map(({ note }) => note)).toEqual([]);
  });
});

describe('--terraform-root', () => {
  const disk: Readonly<Record<string, string>> = {
    'infra/main.tf': `${source(2)}module "m" {\n  source = "../modules/m"\n}`,
    'modules/m/main.tf': 'resource "aws_ecr_repository" "this" {\n  name = "m"\n}',
  };
  const files: FileAccess = {
    read: (path) => (disk[path] === undefined ? undefined : { path, text: disk[path] }),
    list: (folder) =>
      Object.keys(disk)
        .filter((path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'))
        .map((path) => path.slice(folder.length + 1)),
  };
  const repository = { address: 'module.m.aws_ecr_repository.this', after: { name: 'm' } };
  const module = { resources: [configured('aws_ecr_repository.this', {})] };
  const calls = { m: { source: '../modules/m', expressions: {}, module } };

  it('reads a root that is not among the files', async () => {
    const plan = planText([SERVICE, CLUSTER, repository], { ...ROOT, module_calls: calls });
    const read = await Planned.of({ 'plan.json': plan }, { files, terraformRoot: 'infra' });
    expect(read.places).toEqual([
      'aws_ecs_cluster.main infra/main.tf:2',
      'aws_ecs_service.web infra/main.tf:5',
      'module.m.aws_ecr_repository.this modules/m/main.tf:1',
    ]);
    expect(read.notices).toEqual([]);
  });

  it('chooses among roots that are alike', async () => {
    const texts = { 'plan.json': PLAN, 'prod/main.tf': source(2), 'test/main.tf': source(2) };
    const read = await Planned.of(texts, { files, terraformRoot: 'test' });
    expect(read.places.filter((place) => place.includes('plan.json'))).toEqual([]);
    expect(read.project.resources).toHaveLength(4);
  });

  it('says so where the plan was not made of it', async () => {
    const plan = planText([{ address: 'aws_ecr_repository.x', after: { name: 'x' } }], {
      resources: [configured('aws_ecr_repository.x', {})],
    });
    const read = await Planned.of({ 'plan.json': plan }, { files, terraformRoot: 'infra' });
    expect(read.places).toEqual(['aws_ecr_repository.x plan.json:1']);
    expect(read.notices).toEqual([
      "plan.json: This plan was not made of 'infra': that declares nothing of what is planned.",
    ]);
  });
});
