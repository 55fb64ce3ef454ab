import { describe, expect, it } from 'vitest';
import rule from '../../../rules/ecs/plaintext-secret.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { lintTexts } from '../../kit/lint-text.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'names that promise nothing, and values that are none',
      code: json`
        { "family": "orders", "containerDefinitions": [
          { "name": "orders", "image": "example/orders:3.1.0", "environment": [
            { "name": "MAX_TOKENS", "value": "4096" },
            { "name": "PASSWORD_MIN_LENGTH", "value": "12" },
            { "name": "TOKEN_URL", "value": "https://login.example.com/oauth/token" },
            { "name": "DB_PASSWORD", "value": "" },
            { "name": "API_KEY", "value": "\${API_KEY}" },
            { "name": "JWT_SECRET", "value": "<JWT_SECRET>" },
            { "name": "SECRET_ID", "value": "prod/orders/db" },
            { "name": "DB_SECRET", "value": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders-AbCdEf" },
            { "name": "USE_PASSWORD", "value": "true" },
            { "name": "DATABASE_URL", "value": "postgres://orders@db:5432/orders" }] }] }
      `,
    },
    {
      title: 'a parameter without a default, a plain Parameter Store value, and a password of the pipeline',
      code: yaml`
        Parameters:
          Password: { Type: String }
        Resources:
          Orders:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: orders
                  Image: example/orders:3.1.0
                  Environment:
                    - { Name: DB_PASSWORD, Value: !Ref Password }
                    - { Name: LOG_LEVEL, Value: '{{resolve:ssm:/orders/log-level}}' }
                    - { Name: DB_SECRET_ARN, Value: !Ref Secret }
                  Secrets:
                    - { Name: API_KEY, ValueFrom: !Ref Secret }
          Secret:
            Type: AWS::SecretsManager::Secret
      `,
    },
  ],
  invalid: [
    {
      title: 'tokens and keys by their form, under any name',
      code: json`
        { "family": "orders", "containerDefinitions": [
          { "name": "orders", "image": "example/orders:3.1.0", "environment": [
            { "name": "GREETING", "value": "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8" },
        //                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ token
            { "name": "AWS_SECRET_ACCESS_KEY", "value": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzT9sQmLk3p" },
        //                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ holds
            { "name": "ECS_ENGINE_AUTH_DATA", "value": "{\"registry.example.com\":{\"auth\":\"dXNlcjpwYXNz\"}}" },
        //                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ holds
            { "name": "SIGNING_KEY", "value": "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA" }] }] }
        //                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ token
      `,
      messages: [
        "Variable 'GREETING' of container 'orders' holds a GitHub token in plain text; revoke it, keep the new one in Secrets Manager or SSM Parameter Store, and refer to it from secrets.",
        "Variable 'AWS_SECRET_ACCESS_KEY' of container 'orders' holds a secret key in plain text; keep it in Secrets Manager or SSM Parameter Store and refer to it from secrets.",
        "Variable 'ECS_ENGINE_AUTH_DATA' of container 'orders' holds the login of a registry in plain text; keep it in Secrets Manager or SSM Parameter Store and refer to it from secrets.",
        "Variable 'SIGNING_KEY' of container 'orders' holds a private key in plain text; revoke it, keep the new one in Secrets Manager or SSM Parameter Store, and refer to it from secrets.",
      ],
    },
    {
      title: 'only the name says so',
      code: json`
        { "family": "orders", "containerDefinitions": [
          { "name": "orders", "image": "example/orders:3.1.0",
            "environment": [{ "name": "SESSION_TOKEN", "value": "orders" }] }] }
        //                                                      ^^^^^^^^ looks
      `,
      messages: [
        "Variable 'SESSION_TOKEN' of container 'orders' may hold a token in plain text; keep secrets in Secrets Manager or SSM Parameter Store and refer to them from secrets.",
      ],
    },
    {
      title: 'what CloudFormation writes down: defaults, hidden parameters, dynamic references',
      code: yaml`
        Parameters:
          Password: { Type: String, Default: hunter2-hunter2 }
        #                                    ^^^^^^^^^^^^^^^ holds
          Hidden: { Type: String, NoEcho: true }
          Env: { Type: String, AllowedValues: [prod, test] }
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
        Resources:
          Orders:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: orders
                  Image: example/orders:3.1.0
                  Environment:
                    - Name: DB_PASSWORD
                      Value: !Ref Password
                    - Name: API_TOKEN
                      Value: !Ref Hidden
        #                         ^^^^^^ hidden
                    - Name: DATABASE_URL
                      Value: !Sub 'postgres://orders:{{resolve:secretsmanager:\${Secret}:SecretString:password}}@db/orders'
        #                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ resolved
                    - Name: ADMIN_PASSWORD
                      Value: !If [IsProd, !Ref Hidden, admin-admin]
        #                                      ^^^^^^ hidden
        #                                              ^^^^^^^^^^^ holds
          Secret:
            Type: AWS::SecretsManager::Secret
      `,
      messages: [
        "Variable 'DB_PASSWORD' of container 'orders' holds a password in plain text; keep it in Secrets Manager or SSM Parameter Store and refer to it from Secrets.",
        "Variable 'API_TOKEN' of container 'orders' takes a secret from a value marked as sensitive, which stands in the task definition in plain text all the same; keep it in Secrets Manager or SSM Parameter Store and refer to it from Secrets.",
        "Variable 'DATABASE_URL' of container 'orders' takes a secret from a dynamic reference, so that CloudFormation writes the value itself into the task definition, in plain text; refer to it from Secrets instead.",
        "Variable 'ADMIN_PASSWORD' of container 'orders' takes a secret from a value marked as sensitive, which stands in the task definition in plain text all the same; keep it in Secrets Manager or SSM Parameter Store and refer to it from Secrets (when 'IsProd' is true).",
        "Variable 'ADMIN_PASSWORD' of container 'orders' holds a password in plain text; keep it in Secrets Manager or SSM Parameter Store and refer to it from Secrets (when 'IsProd' is false).",
      ],
    },
    {
      title: 'overrides of a run',
      code: json`
        { "cluster": "jobs", "taskDefinition": "report", "launchType": "FARGATE", "overrides": { "containerOverrides": [
          { "name": "report", "environment": [{ "name": "DB_PASSWORD", "value": "hunter2-hunter2" }] }] } }
        //                                                                      ^^^^^^^^^^^^^^^^^ holds
      `,
      messages: [
        "Variable 'DB_PASSWORD' of container 'report' holds a password in plain text; keep it in Secrets Manager or SSM Parameter Store and refer to it from the secrets of the task definition.",
      ],
    },
    {
      title: 'overrides of a schedule',
      code: yaml`
        Resources:
          Nightly:
            Type: AWS::Scheduler::Schedule
            Properties:
              ScheduleExpression: rate(1 day)
              FlexibleTimeWindow: { Mode: 'OFF' }
              Target:
                Arn: !GetAtt Cluster.Arn
                RoleArn: arn:aws:iam::123456789012:role/schedule
                EcsParameters: { TaskDefinitionArn: report }
                Input: '{"containerOverrides":[{"name":"report","environment":[{"name":"DB_PASSWORD","value":"hunter2-hunter2"}]}]}'
        #                                                                                                    ^^^^^^^^^^^^^^^^^ holds
          Cluster:
            Type: AWS::ECS::Cluster
      `,
    },
  ],
});

describe('ecs/plaintext-secret', () => {
  it('never says what the secret is, and has it masked', async () => {
    const code = json`
      { "family": "orders", "containerDefinitions": [
        { "name": "orders", "image": "example/orders:3.1.0",
          "environment": [{ "name": "DB_PASSWORD", "value": "hunter2-hunter2" }] }] }
    `;
    const { findings, concealed } = await lintTexts([rule], [code]);
    expect(
      JSON.stringify(findings.map(({ message, related, fingerprint }) => ({ message, related, fingerprint }))),
    ).not.toContain('hunter2');
    expect(concealed.map(({ start, end }) => code.text.slice(start, end))).toEqual(['"hunter2-hunter2"']);
  });

  it('has the default of a parameter masked, which is where the secret is written', async () => {
    const code = yaml`
      Parameters:
        Password: { Type: String, Default: hunter2-hunter2 }
      Resources:
        Orders:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - Name: orders
                Image: example/orders:3.1.0
                Environment:
                  - { Name: DATABASE_URL, Value: !Sub 'postgres://orders:\${Password}@db/orders' }
    `;
    const { findings, concealed } = await lintTexts([rule], [code]);
    expect(concealed.map(({ start, end }) => code.text.slice(start, end))).toEqual(['hunter2-hunter2']);
    expect(findings[0]?.related.map(({ span }) => code.text.slice(span.start, span.end))).toEqual([
      "'postgres://orders:${Password}@db/orders'",
    ]);
  });
});
