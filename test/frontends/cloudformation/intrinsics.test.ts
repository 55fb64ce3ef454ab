import { describe, expect, test } from 'vitest';
import { show, viewOf, type Given } from './read-templates.ts';

/** What `Family` reads as, in a template with a few parameters, resources and mappings. */
async function evaluate(expression: string, given?: Given): Promise<unknown> {
  return show((await viewOf(template(expression), 'ecs.taskDefinition', given)).family);
}

function template(expression: string): string {
  return `
Transform: AWS::LanguageExtensions
Parameters:
  App: { Type: String, Default: shop }
  Tag: { Type: String }
  Names: { Type: CommaDelimitedList, Default: 'a, b,c' }
  Only: { Type: String, AllowedValues: [alone] }
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /shop/tag }
Mappings:
  Sizes: { shop: { cpu: 256, list: [x, y] } }
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: ${expression}
  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }
`;
}

describe('functions', () => {
  test.each([
    ['plain text', 'web', 'web'],
    ['a parameter with a default', '!Ref App', 'shop'],
    ['the long form', '{ Ref: App }', 'shop'],
    ['a parameter without a default', '!Ref Tag', { $unknown: "parameter 'Tag', which has no default" }],
    ['a parameter with one allowed value', '!Ref Only', 'alone'],
    ['a stored parameter', '!Ref Stored', { $unknown: "parameter 'Stored', which is read from SSM Parameter Store" }],
    ['a pseudo parameter', '!Ref AWS::Region', { $unknown: 'the region that the stack is deployed to' }],
    ['AWS::NoValue', '!Ref AWS::NoValue', undefined],
    ['a resource', '!Ref Role', { $unknown: "resource 'Role', known after deployment" }],
    ['an attribute', '!GetAtt Role.Arn', { $unknown: "the ARN of resource 'Role', known after deployment" }],
    [
      'an attribute in list form',
      '!GetAtt [Role, Arn]',
      { $unknown: "the ARN of resource 'Role', known after deployment" },
    ],
    ['Sub', "!Sub '${App}-web'", 'shop-web'],
    ['Sub with a literal', "!Sub '${!App}-web'", '${App}-web'],
    ['Sub with variables', "!Sub ['${a}-${App}', { a: !Ref App }]", 'shop-shop'],
    ['Sub with something unknown', "!Sub 'x-${Tag}-y'", { $template: ['x-', '?', '-y'] }],
    [
      'Sub that is one attribute',
      "!Sub '${Role.Arn}'",
      { $unknown: "the ARN of resource 'Role', known after deployment" },
    ],
    ['Join', "!Join ['-', [a, !Ref App, !Ref AWS::NoValue, c]]", 'a-shop-c'],
    ['Join of a list parameter', "!Join ['+', !Ref Names]", 'a+b+c'],
    ['Select', '!Select [1, !Ref Names]', 'b'],
    ['Select with a text as position', "!Select ['0', [x, y]]", 'x'],
    ['Select beyond the end', '!Select [7, [x, y]]', { $unknown: 'an item beyond the end of its list' }],
    ['Split', "!Select [2, !Split ['/', 'a/b/c']]", 'c'],
    ['Split before something unknown', "!Select [0, !Split ['/', !Sub 'a/${Tag}']]", 'a'],
    ['FindInMap', '!FindInMap [Sizes, !Ref App, cpu]', '256'],
    [
      'FindInMap without such an entry',
      '!FindInMap [Sizes, x, cpu]',
      { $unknown: "an entry that mapping 'Sizes' does not have" },
    ],
    ['FindInMap with a default', '!FindInMap [Sizes, x, cpu, { DefaultValue: 9 }]', '9'],
    ['FindInMap of a list', '!Select [1, !FindInMap [Sizes, shop, list]]', 'y'],
    ['Base64', '!Base64 abc', 'YWJj'],
    ['Base64 of a Sub', "{ 'Fn::Base64': !Sub 'a${App}' }", 'YXNob3A='],
    ['a map under a short tag', "!Base64 { 'Fn::Sub': 'a${App}' }", 'YXNob3A='],
    ['Cidr', "!Select [1, !Cidr ['10.0.0.0/16', 4, 8]]", '10.0.1.0/24'],
    ['Cidr of IPv6', "!Select [2, !Cidr ['2001:db8::/56', 4, 64]]", '2001:db8:0:2::/64'],
    ['Length', "{ 'Fn::Length': !Ref Names }", '3'],
    ['ToJsonString', "{ 'Fn::ToJsonString': { a: !Ref App, b: [1, true] } }", '{"a":"shop","b":[1,true]}'],
    ['GetAZs', "!Select [0, !GetAZs '']", { $unknown: 'one item of the availability zones of the region' }],
    ['ImportValue', '!ImportValue vpc', { $unknown: "export 'vpc' of another stack" }],
    [
      'Transform',
      "{ 'Fn::Transform': { Name: AWS::Include } }",
      { $unknown: "what transform 'AWS::Include' makes of it" },
    ],
    ['an unknown function', '!Frobnicate 1', { $unknown: "the result of 'Fn::Frobnicate'" }],
    [
      'a dynamic reference',
      "'{{resolve:secretsmanager:db:SecretString:pw}}'",
      { $unknown: 'a dynamic reference to Secrets Manager' },
    ],
    [
      'a dynamic reference to SSM',
      "'{{resolve:ssm:/a:1}}'",
      { $unknown: 'a dynamic reference to SSM Parameter Store' },
    ],
    ['a dynamic reference within text', "'pg://{{resolve:ssm-secure:/a:1}}@db'", { $template: ['pg://', '?', '@db'] }],
    [
      'a dynamic reference with a Sub in it',
      "!Sub '{{resolve:secretsmanager:${Role}:SecretString}}'",
      { $unknown: 'a dynamic reference to Secrets Manager' },
    ],
  ])('%s', async (_, expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });

  test.each([
    '!Ref [a]',
    '!GetAtt Role',
    '!Join [a]',
    '!Join [a, b, c]',
    '!Select 1',
    '!Sub [a, b]',
    '!If [A]',
    "{ 'Fn::Split': {} }",
    '!FindInMap [a]',
    '!Cidr []',
  ])('malformed: %s', async (expression) => {
    expect(await evaluate(expression)).toHaveProperty('$unknown');
  });

  test('settings give parameters and the region', async () => {
    expect(
      await evaluate("!Sub '${App}.${AWS::Region}.${Tag}'", {
        parameters: { Tag: 'v1', App: 'till' },
        region: 'eu-west-1',
      }),
    ).toBe('till.eu-west-1.v1');
  });

  test('a region settles its partition', async () => {
    const given = { region: 'cn-north-1' };
    expect(await evaluate("!Sub 'arn:${AWS::Partition}:x.${AWS::URLSuffix}'", given)).toBe(
      'arn:aws-cn:x.amazonaws.com.cn',
    );
  });

  test('an unknown name is unknown', async () => {
    expect(await evaluate('!Ref Nobody')).toEqual({ $unknown: "'Nobody', which this template does not have" });
  });
});

test('a value through a parameter points at the use and tells of the default', async () => {
  const text = template('!Ref App');
  const { family } = await viewOf(text, 'ecs.taskDefinition');
  expect(text.slice(family.origin.span.start, family.origin.span.end)).toBe('App');
  expect(family.origin.name).toBe('Family');
  expect(family.origin.via.map(({ note, span }) => [note, text.slice(span.start, span.end)])).toEqual([
    ["Default of parameter 'App'.", 'shop'],
  ]);
  expect(family.origin.replacement?.('x')).toBeUndefined();
});

test('a NoEcho parameter is sensitive wherever it goes', async () => {
  const { family } = await viewOf(
    `
Parameters: { Password: { Type: String, NoEcho: true, Default: hunter2 } }
Resources:
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { Family: !Join ['', [!Sub 'x\${Password}']] } }`,
    'ecs.taskDefinition',
  );
  expect(show(family)).toBe('xhunter2');
  expect(family.origin.sensitive).toBe(true);
});
