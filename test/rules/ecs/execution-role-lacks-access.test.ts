import rule from '../../../rules/ecs/execution-role-lacks-access.ts';
import { json, yaml, type ExampleFile } from '../../../src/kit/index.ts';
import { hcl } from '../../kit/hcl.ts';
import { testRule } from '../../kit/rule-tester.ts';

const TRUST =
  '{ Statement: { Effect: Allow, Principal: { Service: ecs-tasks.amazonaws.com }, Action: sts:AssumeRole } }';
const SECRET = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf';
const PARTIAL = SECRET.slice(0, -7);

interface Stack {
  /** Properties of the role. */
  readonly role: string;
  /** Of the container, with markers. */
  readonly container: string;
  readonly resources?: string;
}

/** A template with a role and a Fargate task. */
function stack({ role, container, resources = '' }: Stack): ExampleFile {
  return yaml`
    Resources:
      Execution: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: ${TRUST}, ${role} } }
      Task:
        Type: AWS::ECS::TaskDefinition
        Properties:
          Family: orders
          RequiresCompatibilities: [FARGATE]
          NetworkMode: awsvpc
          Cpu: 256
          Memory: 512
          ExecutionRoleArn: !GetAtt Execution.Arn
          ContainerDefinitions:
            - Name: orders
              ${container.trim().replaceAll('\n', '\n    ')}
      ${resources}
  `;
}

const inline = (statement: string): string =>
  `Policies: [{ PolicyName: own, PolicyDocument: { Version: 2012-10-17, Statement: [${statement}] } }]`;
const managed = (...names: readonly string[]): string =>
  `ManagedPolicyArns: [${names.map((name) => `'arn:aws:iam::aws:policy/${name}'`).join()}]`;
const STANDARD = 'service-role/AmazonECSTaskExecutionRolePolicy';
const reading = (resource: string): string =>
  inline(`{ Effect: Allow, Action: 'secretsmanager:Get*', Resource: ${resource} }`);
const secret = (valueFrom: string): string => `
          Image: example/orders:3.1.0
          Secrets: [{ Name: DB, ValueFrom: ${valueFrom} }]`;
const DB = 'Db: { Type: AWS::SecretsManager::Secret }';

/** The secret under a key with this policy. */
const keyed = (
  keyPolicy: string,
): string => `Db: { Type: AWS::SecretsManager::Secret, Properties: { KmsKeyId: !Ref Key } }
      Key: { Type: AWS::KMS::Key, Properties: { ${keyPolicy} } }`;
const keyPolicy = (principal: string): string =>
  `KeyPolicy: { Statement: { Effect: Allow, Principal: { AWS: ${principal} }, Action: 'kms:*', Resource: '*' } }`;
const ROOT = "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'";

/** A parameter under a key; with `marked`, what the role lacks is expected. */
function keyedParameter(more: string, marked: boolean): ReturnType<typeof hcl> {
  return hcl`
    data "aws_caller_identity" "current" {}
    resource "aws_kms_key" "db" {
      policy = jsonencode({ Version = "2012-10-17", Statement = [{
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::\${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      }] })
    }
    ${more}
    resource "aws_ssm_parameter" "db" {
      name   = "/db"
      type   = "SecureString"
      value  = "unknown"
      key_id = aws_kms_key.db.key_id
    }
    resource "aws_iam_role" "execution" {
      assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
    }
    resource "aws_iam_role_policy" "secrets" {
      role   = aws_iam_role.execution.id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ssm:GetParameters", Resource = aws_ssm_parameter.db.arn }] })
    }
    resource "aws_ecs_task_definition" "web" {
      family             = "web"
      execution_role_arn = aws_iam_role.execution.arn
      container_definitions = jsonencode([{
        name    = "web"
        image   = "example/web:1.4.2"
        secrets = [{ name = "DB", valueFrom = aws_ssm_parameter.db.arn }]
    #                                         ${marked ? '^^^^^^^^^^^^^^^^^^^^^^^^ secret' : ''}
      }])
    }
  `;
}

testRule(rule, {
  valid: [
    { title: 'the secret by its ARN', code: stack({ role: reading(SECRET), container: secret(`'${SECRET}:key::'`) }) },
    { title: 'a partial ARN in both', code: stack({ role: reading(PARTIAL), container: secret(PARTIAL) }) },
    {
      title: 'a secret of the template',
      code: stack({ role: reading('!Ref Db'), container: secret("!Sub '${Db}:key::'"), resources: DB }),
    },
    {
      title: 'a secret whose own policy may let the role in',
      code: stack({
        role: inline(''),
        container: secret('!Ref Db'),
        resources: `${DB}
      Let:
        { Type: AWS::SecretsManager::ResourcePolicy, Properties: { SecretId: !Ref Db, ResourcePolicy: { Statement: [] } } }`,
      }),
    },
    {
      title: 'a key that the role may use, or that may let it in itself, and keys outside of the template',
      code: [
        stack({
          role: inline(
            "{ Effect: Allow, Action: 'secretsmanager:*', Resource: '*' }, { Effect: Allow, Action: kms:Decrypt, Resource: !GetAtt Key.Arn }",
          ),
          container: secret('!Ref Db'),
          resources: keyed(keyPolicy(ROOT)),
        }),
        stack({
          role: reading('!Ref Db'),
          container: secret('!Ref Db'),
          resources: keyed(keyPolicy('!GetAtt Execution.Arn')),
        }),
        ...['alias/aws/secretsmanager', 'alias/orders', 'arn:aws:kms:eu-central-1:123456789012:key/1234'].map((key) =>
          stack({
            role: reading('!Ref Db'),
            container: secret('!Ref Db'),
            resources: `Db: { Type: AWS::SecretsManager::Secret, Properties: { KmsKeyId: '${key}' } }`,
          }),
        ),
      ].map((file, index) => ({ ...file, path: `${String(index)}/stack.yaml` })),
    },
    {
      title: 'a condition, a variable and a managed policy that the table does not have',
      code: [
        stack({
          role: inline(
            "{ Effect: Allow, Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/app': x } } }",
          ),
          container: secret(SECRET),
        }),
        stack({ role: managed('ReadOnlyAccess'), container: secret(SECRET) }),
      ].map((file, index) => ({ ...file, path: `${String(index)}/stack.yaml` })),
    },
    {
      title: 'a policy that names the role, and an attachment to a role that cannot be told',
      code: [
        stack({
          role: inline(''),
          container: secret(SECRET),
          resources: `Reading:
        Type: AWS::IAM::Policy
        Properties:
          PolicyName: reading
          Roles: [!Ref Execution]
          PolicyDocument: { Statement: { Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: '*' } }`,
        }),
        yaml`
          Parameters: { RoleName: { Type: String } }
          Resources:
            Reading:
              Type: AWS::IAM::Policy
              Properties:
                PolicyName: reading
                Roles: [!Ref RoleName]
                PolicyDocument: { Statement: { Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: '*' } }
        `,
        stack({ role: inline(''), container: secret(SECRET) }),
      ].map((file, index) => ({ ...file, path: index === 0 ? 'named/stack.yaml' : `loose/${String(index)}.yaml` })),
    },
    {
      title: 'the image and the logs of the standard role, and a group that is there already',
      code: stack({
        role: managed(STANDARD),
        container: `
          Image: !Sub '\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/orders:3.1.0'
          LogConfiguration:
            LogDriver: awslogs
            Options: { awslogs-group: !Ref Logs, awslogs-create-group: 'true', awslogs-region: !Ref AWS::Region }`,
        resources: 'Logs: { Type: AWS::Logs::LogGroup }',
      }),
    },
    {
      title: 'what a role on EC2 may leave to that of the instance',
      code: json`
        { "Resources": {
          "Execution": { "Type": "AWS::IAM::Role", "Properties": { "AssumeRolePolicyDocument": { "Statement": [] } } },
          "Task": { "Type": "AWS::ECS::TaskDefinition", "Properties": {
            "RequiresCompatibilities": ["EC2"], "ExecutionRoleArn": { "Fn::GetAtt": ["Execution", "Arn"] },
            "ContainerDefinitions": [{ "Name": "web", "Image": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:1",
              "LogConfiguration": { "LogDriver": "awslogs", "Options": { "awslogs-group": "web" } } }] } } } }
      `,
    },
    {
      title: 'a role made by a request, whose policies other requests put in',
      code: [
        {
          path: 'role.json',
          ...json`{ "RoleName": "execution", "AssumeRolePolicyDocument": "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }`,
        },
        {
          path: 'task.json',
          ...json`
            { "family": "web", "executionRoleArn": "arn:aws:iam::123456789012:role/execution", "containerDefinitions": [
              { "name": "web", "image": "example/web:1.4.2", "secrets": [{ "name": "DB", "valueFrom": "/db" }] }] }
          `,
        },
      ],
    },
    {
      title: 'Terraform: a secret with a policy of its own in it',
      code: hcl`
        resource "aws_iam_role" "execution" {
          assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
        }
        resource "aws_secretsmanager_secret" "db" {
          policy = jsonencode({ Version = "2012-10-17", Statement = [] })
        }
        resource "aws_ecs_task_definition" "web" {
          family             = "web"
          execution_role_arn = aws_iam_role.execution.arn
          container_definitions = jsonencode([{
            name    = "web"
            image   = "example/web:1.4.2"
            secrets = [{ name = "DB", valueFrom = aws_secretsmanager_secret.db.arn }]
          }])
        }
      `,
    },
    {
      title: 'Terraform: attached in every way',
      code: hcl`
        variable "env" {}
        resource "aws_iam_role" "execution" {
          name               = "\${var.env}-execution"
          assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
        }
        resource "aws_iam_role_policy_attachment" "standard" {
          role       = aws_iam_role.execution.name
          policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
        }
        resource "aws_iam_policy" "secrets" {
          policy = data.aws_iam_policy_document.secrets.json
        }
        data "aws_iam_policy_document" "secrets" {
          statement {
            actions   = ["ssm:GetParameters"]
            resources = [aws_ssm_parameter.db.arn]
          }
        }
        resource "aws_iam_policy_attachment" "secrets" {
          name       = "secrets"
          roles      = [aws_iam_role.execution.name]
          policy_arn = aws_iam_policy.secrets.arn
        }
        resource "aws_ssm_parameter" "db" {
          name = "/\${var.env}/db"
          type = "SecureString"
          value = var.env
        }
        resource "aws_ecs_task_definition" "web" {
          family                   = "web"
          requires_compatibilities = ["FARGATE"]
          network_mode             = "awsvpc"
          cpu                      = 256
          memory                   = 512
          execution_role_arn       = aws_iam_role.execution.arn
          container_definitions = jsonencode([{
            name    = "web"
            image   = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:1.4.2"
            secrets = [{ name = "DB", valueFrom = aws_ssm_parameter.db.arn }]
          }])
        }
      `,
    },
  ],
  invalid: [
    {
      title: 'another secret of the template',
      code: stack({
        role: reading('!Ref Other'),
        container: `
          Image: example/orders:3.1.0
          Secrets:
            - Name: DB
              ValueFrom: !Ref Db
      #                       ^^ secret`,
        resources: `${DB}
      Other: { Type: AWS::SecretsManager::Secret }`,
      }),
      messages: [
        "Execution role 'Execution' does not allow secretsmanager:GetSecretValue, with which ECS fetches secret 'DB' of container 'orders', so task 'orders' cannot start; add it to a policy of the role.",
      ],
    },
    {
      title: 'a key that leaves it to the policies of roles',
      code: stack({
        role: reading('!Ref Db'),
        container: `
          Image: example/orders:3.1.0
          Secrets: [{ Name: DB, ValueFrom: !Ref Db }]
      #                                         ^^ secret`,
        resources: keyed(keyPolicy(ROOT)),
      }),
      messages: [
        "Execution role 'Execution' does not allow kms:Decrypt, with which ECS fetches secret 'DB' of container 'orders', so task 'orders' cannot start; add it to a policy of the role.",
      ],
    },
    {
      title: 'a key with the default policy, another key, and a secret that its own policy may let the role read',
      code: stack({
        role: inline("{ Effect: Allow, Action: 'kms:*', Resource: !GetAtt Other.Arn }"),
        container: `
          Image: example/orders:3.1.0
          Secrets: [{ Name: DB, ValueFrom: !Ref Db }]
      #                                         ^^ secret`,
        resources: `${keyed('')}
      Other: { Type: AWS::KMS::Key }
      Let:
        { Type: AWS::SecretsManager::ResourcePolicy, Properties: { SecretId: !Ref Db, ResourcePolicy: { Statement: [] } } }`,
      }),
    },
    {
      title: 'a secret of which not even the service is known, and others that lack the same',
      code: yaml`
        Parameters: { Password: { Type: String } }
        Resources:
          Execution: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [] } } }
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: orders
              ExecutionRoleArn: !Ref Execution
              ContainerDefinitions:
                - Name: orders
                  Image: example/orders:3.1.0
                  Secrets:
                    - { Name: DB, ValueFrom: !Ref Password }
        #                                         ^^^^^^^^ secret
                    - { Name: KEY, ValueFrom: /orders/key }
        #                                     ^^^^^^^^^^^ secret
                    - { Name: TOKEN, ValueFrom: /orders/token }
      `,
      messages: [
        "Execution role 'Execution' does not allow secretsmanager:GetSecretValue or ssm:GetParameters, with which ECS fetches secret 'DB' of container 'orders', so task 'orders' cannot start; add it to a policy of the role.",
        "Execution role 'Execution' does not allow ssm:GetParameters, with which ECS fetches secret 'KEY' of container 'orders' and 1 more, so task 'orders' cannot start; add it to a policy of the role.",
      ],
    },
    {
      title: 'GetParameter, which ECS does not call',
      code: stack({
        role: inline("{ Effect: Allow, Action: 'ssm:GetParameter', Resource: '*' }"),
        container: `
          Image: example/orders:3.1.0
          Secrets: [{ Name: DB, ValueFrom: /orders/db }]
      #                                    ^^^^^^^^^^ secret`,
      }),
    },
    {
      title: 'a Deny',
      code: stack({
        role: `${managed('AdministratorAccess')}, ${inline("{ Effect: Deny, Action: 'secretsmanager:*', Resource: '*' }")}`,
        container: `
          Image: example/orders:3.1.0
          Secrets: [{ Name: DB, ValueFrom: '${SECRET}' }]
      #                                    ^${'^'.repeat(SECRET.length)}^ secret`,
      }),
      messages: [
        "Execution role 'Execution' is denied secretsmanager:GetSecretValue, with which ECS fetches secret 'DB' of container 'orders', so task 'orders' cannot start; except it from the Deny.",
      ],
    },
    {
      title: 'everything else that the standard role lacks',
      code: stack({
        role: managed(STANDARD),
        container: `
          Image: registry.example.com/orders:3.1.0
          RepositoryCredentials: { CredentialsParameter: registry }
      #                                                  ^^^^^^^^ registry
          EnvironmentFiles: [{ Type: s3, Value: 'arn:aws:s3:::acme/orders.env' }]
      #                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ environmentFile
          FirelensConfiguration:
            Type: fluentbit
            Options: { config-file-type: s3, config-file-value: 'arn:aws:s3:::acme/router.conf' }
      #                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ router
          LogConfiguration:
            LogDriver: awslogs
      #                ^^^^^^^ logs
            Options: { awslogs-group: orders, awslogs-create-group: 'true' }
            SecretOptions: [{ Name: token, ValueFrom: /token }]
      #                                               ^^^^^^ logSecret`,
      }),
    },
    {
      title: 'a policy for the repository alone, where the login is for no repository',
      code: stack({
        role: inline("{ Effect: Allow, Action: 'ecr:*', Resource: !GetAtt Repository.Arn }"),
        container: `
          Image: !Sub '\${Repository.RepositoryUri}:3.1.0'
      #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ image`,
        resources: 'Repository: { Type: AWS::ECR::Repository }',
      }),
      messages: [
        "Execution role 'Execution' does not allow ecr:GetAuthorizationToken, with which ECS pulls image '…:3.1.0' of container 'orders', so task 'orders' cannot start; add it to a policy of the role.",
      ],
    },
    {
      title: 'only where a condition leaves the policy out',
      code: yaml`
        Parameters: { Stage: { Type: String, AllowedValues: [prod, test] } }
        Conditions: { IsProd: !Equals [!Ref Stage, prod] }
        Resources:
          Execution:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: { Statement: [] }
              ManagedPolicyArns: [!If [IsProd, 'arn:aws:iam::aws:policy/SecretsManagerReadWrite', !Ref AWS::NoValue]]
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: orders
              ExecutionRoleArn: !GetAtt Execution.Arn
              ContainerDefinitions:
                - Name: orders
                  Image: example/orders:3.1.0
                  Secrets: [{ Name: DB, ValueFrom: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf' }]
        #                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret
      `,
      messages: [
        "Execution role 'Execution' does not allow secretsmanager:GetSecretValue, with which ECS fetches secret 'DB' of container 'orders', so task 'orders' cannot start; add it to a policy of the role (when 'IsProd' is false).",
      ],
    },
    {
      title: 'a task definition of the API, whose role Terraform makes',
      code: [
        {
          path: 'task.json',
          ...json`
            { "family": "web", "executionRoleArn": "arn:aws:iam::123456789012:role/execution", "containerDefinitions": [
              { "name": "web", "image": "example/web:1.4.2", "secrets": [{ "name": "DB", "valueFrom": "/db" }] }] }
            //                                                                                        ^^^^^ secret
          `,
        },
        hcl`
          resource "aws_iam_role" "execution" {
            name               = "execution"
            assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
            inline_policy {
              name   = "logs"
              policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }] })
            }
          }
        `,
      ],
    },
    {
      title: 'Terraform',
      code: hcl`
        resource "aws_iam_role" "execution" {
          assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
        }
        resource "aws_iam_role_policy" "secrets" {
          role   = aws_iam_role.execution.id
          policy = jsonencode({ Version = "2012-10-17", Statement = [
            { Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = [aws_secretsmanager_secret.other.arn] }
          ] })
        }
        resource "aws_secretsmanager_secret" "db" {}
        resource "aws_secretsmanager_secret" "other" {}
        resource "aws_ecs_task_definition" "web" {
          family             = "web"
          execution_role_arn = aws_iam_role.execution.arn
          container_definitions = jsonencode([{
            name    = "web"
            image   = "example/web:1.4.2"
            secrets = [{ name = "DB", valueFrom = "\${aws_secretsmanager_secret.db.arn}:password::" }]
        #                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret
          }])
        }
      `,
    },
    {
      title: 'Terraform: a parameter under a key, with and without more that may let the role in',
      code: [
        ['own', ''],
        [
          'policy',
          `resource "aws_kms_key_policy" "db" {
            key_id = aws_kms_key.db.id
            policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "kms:*", Resource = "*" }] })
          }`,
        ],
        [
          'grant',
          `resource "aws_kms_grant" "db" {
            key_id            = aws_kms_key.db.key_id
            grantee_principal = aws_iam_role.execution.arn
            operations        = ["Decrypt"]
          }`,
        ],
      ].map(([folder = '', more = '']) => ({ ...keyedParameter(more, folder === 'own'), path: `${folder}/main.tf` })),
    },
  ],
});
