import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planText } from '../frontends/terraform/plan-text.ts';
import { temporaryFolder } from '../workspace/temporary-folder.ts';
import { runIn } from './fake-terminal.ts';

const BAD = `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [
  { "name": "web", "image": "example/web:1.4.2",
    "portMappings": [{ "containerPort": 8080, "hostPort": 80 }] }] }
`;
const GOOD = BAD.replace(', "hostPort": 80', '');
const RULE = ['--only', 'ecs/host-port-mismatch'];

interface Output {
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly location: { readonly file: string };
  }[];
}
const jsonOf = ({ stdout }: { stdout: string }): Output => JSON.parse(stdout) as Output;

describe('exit code', () => {
  it('is 0 without findings and 1 with', async () => {
    const cwd = temporaryFolder({ 'bad/task.json': BAD, 'good/task.json': GOOD });
    expect((await runIn({ cwd }, ...RULE, 'good')).code).toBe(0);
    expect((await runIn({ cwd }, ...RULE, 'bad')).code).toBe(1);
    expect((await runIn({ cwd }, ...RULE)).code).toBe(1);
  });

  it('follows --fail-on', async () => {
    const cwd = temporaryFolder({ 'task.json': BAD });
    const warn = [...RULE, '--rule', 'ecs/host-port-mismatch=warning'];
    expect((await runIn({ cwd }, ...warn)).code).toBe(0);
    expect((await runIn({ cwd }, ...warn, '--fail-on', 'warning')).code).toBe(1);
    expect((await runIn({ cwd }, ...warn, '--fail-on=info')).code).toBe(1);
    expect((await runIn({ cwd }, ...RULE, '--fail-on', 'never')).code).toBe(0);
  });

  it('follows --max-warnings, and says so', async () => {
    const cwd = temporaryFolder({ 'task.json': BAD });
    const warn = [...RULE, '--rule', 'ecs/host-port-mismatch=warning'];
    expect((await runIn({ cwd }, ...warn, '--max-warnings', '1')).code).toBe(0);
    const { code, stderr } = await runIn({ cwd }, ...warn, '--max-warnings', '0');
    expect(code).toBe(1);
    expect(stderr).toBe('ecs-lint: 1 warning, and --max-warnings allows 0.\n');
  });
});

describe('usage errors', () => {
  const cwd = process.cwd();
  it.each([
    [['--fromat', 'json'], "unknown option '--fromat'; did you mean --format?"],
    [[''], "A path is empty; name a file or folder, or '-' for standard input."],
    [
      ['--as-of', 'tomorrow', '.'],
      "option '--as-of <date>' argument 'tomorrow' is invalid. It takes a day such as 2026-11-22; see ecs-lint --help.",
    ],
    [
      ['--region', 'mars', '.'],
      "option '--region <region>' argument 'mars' is invalid. It takes the name of an AWS region, as eu-central-1; see ecs-lint --help.",
    ],
    [
      ['--format', 'jsn'],
      "option '-f, --format <format>' argument 'jsn' is invalid. Allowed choices are text, json, sarif; see ecs-lint --help.",
    ],
    [
      ['--preset', 'al'],
      "option '--preset <name>' argument 'al' is invalid. Allowed choices are recommended, security, all; see ecs-lint --help.",
    ],
    [
      ['--rule', 'ecs/host-port-mismach=off'],
      "There is no rule 'ecs/host-port-mismach'; did you mean 'ecs/host-port-mismatch'?",
    ],
    [
      ['--rule', 'ecs/host-port-mismatch'],
      "option '--rule <id=level>' argument 'ecs/host-port-mismatch' is invalid. It takes the form name=value; see ecs-lint --help.",
    ],
    [
      ['--rule', 'ecs/host-port-mismatch=fatal'],
      "option '--rule <id=level>' argument 'ecs/host-port-mismatch=fatal' is invalid. Allowed levels are error, warning, info, off; see ecs-lint --help.",
    ],
    [['--only', 'ecss'], "There is no rule or family 'ecss'; did you mean 'ecs'?"],
    [
      ['--max-warnings', 'many'],
      "option '--max-warnings <n>' argument 'many' is invalid. It takes a whole number; see ecs-lint --help.",
    ],
    [['--fail-on'], "option '--fail-on <severity>' argument missing; see ecs-lint --help."],
    [['no/such/file.json'], "There is no file or folder 'no/such/file.json'."],
    [
      ['--format', 'text', '--format', 'json', 'package.json'],
      'Only one format can go to standard output, not text and json; give the others an --output FILE.',
    ],
    [
      ['--stdin-filename', 'x.json', 'package.json'],
      "--stdin-filename names standard input, which is read only when '-' is among the paths.",
    ],
    [['--parameters', 'no-such.json', 'package.json'], "--parameters 'no-such.json': it cannot be read."],
    [['--fix', 'package.json'], "unknown option '--fix'; see ecs-lint --help."],
  ])('%j is one clear line and exit code 2', async (args, message) => {
    expect(await runIn({ cwd }, ...args)).toEqual({ code: 2, stdout: '', stderr: `ecs-lint: ${message}\n` });
  });
});

describe('choosing rules', () => {
  it('turns one off, and gives one another severity', async () => {
    const cwd = temporaryFolder({ 'task.json': BAD });
    const off = jsonOf(await runIn({ cwd }, '--rule', 'ecs/host-port-mismatch=off', '--format', 'json'));
    expect(off.findings.map(({ rule }) => rule)).not.toContain('ecs/host-port-mismatch');
    const info = jsonOf(await runIn({ cwd }, ...RULE, '--rule', 'ecs/host-port-mismatch=info', '-f', 'json'));
    expect(info.findings.map(({ severity }) => severity)).toEqual(['info']);
    expect(info.summary).toMatchObject({ files: 1, resources: 1, errors: 0, warnings: 0, infos: 1 });
  });

  it('runs a family alone', async () => {
    const cwd = temporaryFolder({ 'task.json': BAD });
    const { findings } = jsonOf(await runIn({ cwd }, '--only', 'ecs', '--format', 'json'));
    expect(findings.map(({ rule }) => rule)).toContain('ecs/host-port-mismatch');
    expect(findings.every(({ rule }) => rule.startsWith('ecs/'))).toBe(true);
  });
});

describe('output', () => {
  it('pairs each file with the format before it', async () => {
    const cwd = temporaryFolder({ 'task.json': BAD });
    const { stdout } = await runIn(
      { cwd },
      ...RULE,
      '-f',
      'text',
      '-f',
      'sarif',
      '-o',
      'out/log.sarif',
      '-f',
      'json',
      '-o',
      'log.json',
      'task.json',
    );
    expect(stdout).toContain('task.json:3:59 error ecs/host-port-mismatch');
    expect(JSON.parse(readFileSync(join(cwd, 'out/log.sarif'), 'utf8'))).toHaveProperty('version', '2.1.0');
    expect(JSON.parse(readFileSync(join(cwd, 'log.json'), 'utf8'))).toHaveProperty('schemaVersion', 1);
  });

  it('goes to the file alone when there is one', async () => {
    const cwd = temporaryFolder({ 'task.json': BAD });
    const { code, stdout, stderr } = await runIn({ cwd, columns: 80 }, ...RULE, '--output', 'log.txt', 'task.json');
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: '' });
    expect(readFileSync(join(cwd, 'log.txt'), 'utf8')).toMatch(/^task\.json:3:59 error/);
  });

  it('is one clear line when the file cannot be written', async () => {
    const cwd = temporaryFolder({ 'task.json': GOOD });
    const { code, stdout, stderr } = await runIn({ cwd }, '--output', 'task.json/x', 'task.json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^ecs-lint: Cannot write the text report to 'task\.json\/x' \(\w+\)\.\n$/);
  });

  it('is coloured on a terminal, and where the user says so', async () => {
    const cwd = temporaryFolder({ 'task.json': BAD });
    const colored = async (columns: number | undefined, environment: Record<string, string>, ...args: string[]) =>
      (await runIn({ cwd, environment, ...(columns !== undefined && { columns }) }, ...RULE, ...args)).stdout.includes(
        '\u001b[',
      );
    expect(await colored(80, {})).toBe(true);
    expect(await colored(undefined, {})).toBe(false);
    expect(await colored(80, { NO_COLOR: '1' })).toBe(false);
    expect(await colored(80, { TERM: 'dumb' })).toBe(false);
    expect(await colored(undefined, { FORCE_COLOR: '1' })).toBe(true);
    expect(await colored(80, { FORCE_COLOR: '0' })).toBe(false);
    expect(await colored(80, {}, '--no-color')).toBe(false);
  });

  it('is the same on every run', async () => {
    const cwd = temporaryFolder({ 'b/task.json': BAD, 'a/task.json': BAD });
    const first = await runIn({ cwd }, '--format', 'sarif');
    expect(await runIn({ cwd }, '--format', 'sarif')).toEqual(first);
    expect(jsonOf(await runIn({ cwd }, ...RULE, '-f', 'json')).findings.map(({ location }) => location.file)).toEqual([
      'a/task.json',
      'b/task.json',
    ]);
  });

  it('is only what fails the run with --quiet', async () => {
    const cwd = temporaryFolder({ 'task.json': BAD, 'other.txt': 'hello' });
    const { stdout, stderr } = await runIn(
      { cwd },
      ...RULE,
      '--rule',
      'ecs/host-port-mismatch=warning',
      '--quiet',
      'task.json',
      'other.txt',
    );
    expect(stdout).toBe('No findings in 1 file; 1 resource.\n');
    expect(stderr).toBe('');
  });
});

describe('a secret', () => {
  const SECRET = 'correct-horse-battery';
  const task = BAD.replace(
    '"portMappings"',
    `"environment": [{ "name": "DB_PASSWORD", "value": "${SECRET}" }],\n    "portMappings"`,
  );

  it.each(['text', 'json', 'sarif'])('is shown by no rule and no neighbour in %s', async (format) => {
    const cwd = temporaryFolder({ 'task.json': task });
    for (const args of [[], RULE, ['--preset', 'all'], ['--rule', 'ecs/plaintext-secret=off']]) {
      const { stdout, stderr } = await runIn({ cwd }, ...args, '--format', format);
      expect(stdout).toContain('ecs/host-port-mismatch');
      expect(stdout + stderr).not.toContain(SECRET);
    }
  });

  it('is not in the model', async () => {
    const cwd = temporaryFolder({ 'task.json': task });
    expect((await runIn({ cwd }, 'model')).stdout).not.toContain(SECRET);
  });
});

describe('input', () => {
  it('comes from standard input under a name', async () => {
    const cwd = temporaryFolder();
    const unnamed = jsonOf(await runIn({ cwd, input: BAD }, ...RULE, '-f', 'json', '-'));
    expect(unnamed.findings[0]?.location.file).toBe('<stdin>');
    const named = jsonOf(
      await runIn({ cwd, input: BAD }, ...RULE, '-f', 'json', '--stdin-filename', 'infra/task.json', '-'),
    );
    expect(named.findings[0]?.location.file).toBe('infra/task.json');
  });

  it('draws notices that say the same together', async () => {
    const cwd = temporaryFolder({ a: 'x', b: 'x', c: 'x', d: 'x' });
    const { stderr } = await runIn({ cwd }, 'a', 'b', 'c', 'd');
    expect(stderr).toBe('note: a and 3 more files: Skipped: nothing in it is of a format that ecs-lint reads.\n');
  });

  it('may hold nothing of ours', async () => {
    const cwd = temporaryFolder({ 'package.json': '{}' });
    expect(await runIn({ cwd })).toEqual({
      code: 0,
      stdout: 'Nothing to judge: no file of a format that ecs-lint reads was found.\n',
      stderr: '',
    });
  });

  it('takes parameters from the command line and from files of three forms', async () => {
    const template = `Parameters: { Mode: { Type: String } }
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: !Ref Mode
      ContainerDefinitions: [{ Name: web, Image: 'example/web:1', PortMappings: [{ ContainerPort: 8080, HostPort: 80 }] }]
`;
    const cwd = temporaryFolder({
      'stack.yaml': template,
      'list.json': '[{ "ParameterKey": "Mode", "ParameterValue": "awsvpc" }]',
      'map.json': '{ "Parameters": { "Mode": "awsvpc" } }',
      'plain.json': '{ "Mode": "awsvpc" }',
    });
    const found = async (...args: string[]): Promise<number | undefined> =>
      jsonOf(await runIn({ cwd }, ...RULE, '-f', 'json', ...args, 'stack.yaml')).summary['errors'];
    expect(await found()).toBe(0);
    expect(await found('--parameter', 'Mode=awsvpc')).toBe(1);
    for (const file of ['list.json', 'map.json', 'plain.json']) expect(await found('--parameters', file)).toBe(1);
    expect(await found('--parameters', 'plain.json', '--parameter', 'Mode=bridge')).toBe(0);
  });
});

describe('Terraform', () => {
  const main = `variable "port" { type = number }
resource "aws_ecs_task_definition" "web" {
  family                = "web"
  network_mode          = "awsvpc"
  container_definitions = templatefile("\${path.module}/web.json.tftpl", { port = var.port })
}
`;
  const template =
    '[{ "name": "web", "image": "example/web:1", "portMappings": [{ "containerPort": 8080, "hostPort": ${port} }] }]';

  it('takes variables from files of its own, from named files and from the command line', async () => {
    const files = { 'infra/main.tf': main, 'infra/web.json.tftpl': template };
    const cwd = temporaryFolder({
      ...files,
      'prod.tfvars': 'port = 80',
      'set/main.tf': main,
      'set/web.json.tftpl': template,
      'set/terraform.tfvars': 'port = 80',
    });
    const found = async (...args: string[]): Promise<number | undefined> =>
      jsonOf(await runIn({ cwd }, ...RULE, '-f', 'json', ...args)).summary['errors'];
    expect(await found('infra')).toBe(0);
    expect(await found('infra', '--var', 'port=80')).toBe(1);
    expect(await found('infra', '--var-file', 'prod.tfvars')).toBe(1);
    expect(await found('infra', '--var-file', 'prod.tfvars', '--var', 'port=8080')).toBe(0);
    expect(await found('set')).toBe(1);
    const { stderr } = await runIn({ cwd }, '--var-file', 'none.tfvars');
    expect(stderr).toContain("--var-file 'none.tfvars': it cannot be read.");
  });

  it('finds the source of a plan, or is told it', async () => {
    const source = 'resource "aws_ecr_repository" "web" {\n  name = "web"\n}\n';
    const resource = { mode: 'managed', type: 'aws_ecr_repository', name: 'web', address: 'aws_ecr_repository.web' };
    const plan = JSON.stringify({
      format_version: '1.2',
      resource_changes: [{ ...resource, change: { actions: ['create'], after: { name: 'web' }, after_unknown: {} } }],
      configuration: {
        root_module: { resources: [{ ...resource, expressions: { name: { constant_value: 'web' } } }] },
      },
    });
    const cwd = temporaryFolder({ 'plan.json': plan, 'infra/main.tf': source, 'empty/x.txt': 'x' });
    const placesOf = async (...args: string[]): Promise<unknown[]> => {
      const result = await runIn({ cwd }, '--only', 'ecr/missing-lifecycle', '-f', 'json', ...args);
      return jsonOf(result).findings.map((finding) => (finding as { location: { file: string } }).location.file);
    };
    expect(await placesOf('plan.json')).toEqual(['plan.json']);
    expect(await placesOf('.')).toEqual(['infra/main.tf']);
    expect(await placesOf('plan.json', '--terraform-root', 'infra')).toEqual(['infra/main.tf']);
    const sarif = await runIn(
      { cwd },
      '--only',
      'ecr/missing-lifecycle',
      '-f',
      'sarif',
      'plan.json',
      '--terraform-root',
      'infra/',
    );
    expect(sarif.stdout).toContain('"uri":"infra/main.tf"');
    expect(sarif.stdout).not.toContain('"uri":"plan.json"');
    for (const [folder, reason] of [
      ['none', 'there is no such folder'],
      ['plan.json', 'it is not a folder'],
      ['empty', 'it holds no Terraform files'],
    ] as const) {
      const { code, stderr } = await runIn({ cwd }, 'plan.json', '--terraform-root', folder);
      expect([code, stderr.trim()]).toEqual([2, `ecs-lint: --terraform-root '${folder}': ${reason}.`]);
    }
  });

  it('reads no file outside of the folders that it is given', async () => {
    const cwd = temporaryFolder({
      'outside.json': template.replace('${port}', '80'),
      'work/infra/main.tf': main.replace(/templatefile\(.*\)/, 'file("../../outside.json")'),
    });
    const { summary } = jsonOf(await runIn({ cwd: join(cwd, 'work') }, ...RULE, '-f', 'json'));
    expect([summary['resources'], summary['errors']]).toEqual([1, 0]);
    expect(jsonOf(await runIn({ cwd }, ...RULE, '-f', 'json')).summary['errors']).toBe(1);
  });
});

describe('--stats and --show-unknown', () => {
  it('tell the time of each phase on standard error', async () => {
    const cwd = temporaryFolder({ 'task.json': BAD });
    const { stderr } = await runIn({ cwd }, ...RULE, '--stats');
    expect(stderr).toMatch(/^ +[\d.]+ ms {2}read$/m);
    expect(stderr).toMatch(/^ +[\d.]+ ms {2}judge$/m);
  });

  it('list values that only a deployment would tell', async () => {
    const cwd = temporaryFolder({
      'stack.yaml': `Parameters: { Mode: { Type: String } }
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: !Ref Mode
      ContainerDefinitions: [{ Name: web, Image: 'example/web:1', PortMappings: [{ ContainerPort: 80 }] }]
`,
    });
    const { stdout } = await runIn({ cwd }, ...RULE, '--show-unknown');
    expect(stdout).toMatch(/^ {2}stack\.yaml:6:25 NetworkMode not checked: .*'Mode'/m);
    expect(stdout).toMatch(/1 resource, 1 unknown value\.\n$/);
  });
});

describe('what a Terraform variable marks sensitive', () => {
  const source = `variable "containers" {
  sensitive = true
  default   = [{ name = "mouse", image = "nginx:hush", portMappings = [{ containerPort = 80, hostPort = 99 }], environment = [{ name = "GREETING", value = "quiet-as-a-mouse" }] }]
}
resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  container_definitions    = jsonencode(var.containers)
}
`;

  it.each(['text', 'json', 'sarif'])('is not in the report, nor are its neighbours: %s', async (format) => {
    const cwd = temporaryFolder({ 'main.tf': source });
    const { stdout, stderr } = await runIn({ cwd }, 'main.tf', '--preset', 'all', '--format', format);
    expect(stdout).toContain('ecs/fargate-host-port');
    expect(stdout + stderr).not.toMatch(/mouse|hush|GREETING/);
  });
});

describe('what a Terraform plan marks sensitive', () => {
  const containers = [
    {
      name: 'web',
      image: 'web:latest',
      environment: [{ name: 'GREETING', value: 'quiet-as-a-mouse' }],
      portMappings: [{ containerPort: 80, hostPort: 99 }],
    },
  ];
  const plan = planText([
    {
      address: 'aws_ecs_task_definition.web',
      after: {
        cpu: '256',
        memory: '9999',
        container_definitions: JSON.stringify(containers),
        family: 'web',
        network_mode: 'awsvpc',
        requires_compatibilities: ['FARGATE'],
      },
      sensitive: { container_definitions: true, requires_compatibilities: [false] },
    },
  ]);

  it.each(['text', 'json', 'sarif'])('is not in the report, nor beside another finding: %s', async (format) => {
    const cwd = temporaryFolder({ 'line.json': plan, 'lines.json': JSON.stringify(JSON.parse(plan), undefined, 2) });
    const { stdout } = await runIn({ cwd }, '--preset', 'all', '--format', format);
    expect(stdout).toContain('ecs/fargate-host-port');
    expect(stdout).toContain('ecs/fargate-size');
    expect(stdout).not.toMatch(/GREETING|quiet|web:latest/);
  });
});

describe('the values of a Kubernetes Secret', () => {
  const SECRET = `apiVersion: v1
kind: Secret
metadata: { name: shop }
stringData: { connection: quiet-as-a-mouse }
data: { blob: cXVpZXQ= }
tipe: Opaque
`;

  it.each([['--format', 'text'], ['--format', 'json'], ['--format', 'sarif'], ['model']])(
    'are not in the report, nor in the model: %s %s',
    async (...args) => {
      const cwd = temporaryFolder({ 'secret.yaml': SECRET });
      const { stdout } = await runIn({ cwd }, ...args);
      expect(stdout).toContain('Secret/default/shop');
      expect(stdout).not.toMatch(/quiet|cXVp/);
    },
  );
});

it('hides the default of a NoEcho parameter, not its name', async () => {
  const template = `Parameters:
  Hidden: { Type: String, NoEcho: true, Default: '8123' }
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      NetworkMode: awsvpc
      ContainerDefinitions:
        - Name: web
          Image: web:1.4.2
          PortMappings:
            - ContainerPort: 80
              HostPort: !Ref Hidden
`;
  const { stdout } = await runIn({ cwd: temporaryFolder({ 'stack.yaml': template }) }, ...RULE);
  expect(stdout).toContain('HostPort: !Ref Hidden');
  expect(stdout).toContain("Default of parameter 'Hidden'.");
  expect(stdout).not.toContain('8123');
});
