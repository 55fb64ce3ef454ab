import rule from '../../../rules/ecs/missing-execution-role.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'a public image without logs needs no role, even on Fargate',
      code: json`
        { "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512",
          "containerDefinitions": [{ "name": "web", "image": "public.ecr.aws/nginx/nginx:1.27.4" }] }
      `,
    },
    {
      title: 'logs and images of tasks that may run on EC2',
      code: json`
        { "family": "web", "containerDefinitions": [
          { "name": "web", "image": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:1.4.2",
            "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web" } } }] }
      `,
    },
    {
      title: 'a role that comes from outside, and one that may be merged in',
      code: yaml`
        Parameters:
          Role: { Type: String }
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ExecutionRoleArn: !Ref Role
              ContainerDefinitions:
                - Name: web
                  Image: example/web:1.4.2
                  Secrets: [{ Name: API_KEY, ValueFrom: /web/api-key }]
          Api:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Fn::Transform: { Name: 'AWS::Include', Parameters: { Location: 's3://acme/roles.yaml' } }
              ContainerDefinitions:
                - Name: api
                  Image: example/api:1.4.2
                  Secrets: [{ Name: API_KEY, ValueFrom: /web/api-key }]
      `,
    },
  ],
  invalid: [
    {
      title: 'everything that needs the role on any launch type, said once',
      code: json`
        { "family": "orders", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
        //          ^^^^^^^^ secret
          { "name": "orders", "image": "registry.example.com/orders:3.1.0",
            "repositoryCredentials": { "credentialsParameter": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:registry-AbCdEf" },
            "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::acme-config/orders.env" }],
            "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "/orders/db-password" }, { "name": "API_KEY", "valueFrom": "/orders/api-key" }],
            "logConfiguration": { "logDriver": "splunk", "secretOptions": [{ "name": "splunk-token", "valueFrom": "/splunk" }] } }] }
      `,
      messages: [
        "Container 'orders' reads secret 'DB_PASSWORD', but task 'orders' has no executionRoleArn to fetch it with; 4 more settings need it too.",
      ],
    },
    {
      title: 'the other needs, one by one',
      code: [
        {
          path: 'a.json',
          text: json`
            { "family": "a", "containerDefinitions": [
            //          ^^^ registry
              { "name": "web", "image": "registry.example.com/web:1.0.0",
                "repositoryCredentials": { "credentialsParameter": "registry-login" } }] }
          `.text,
        },
        {
          path: 'b.json',
          text: json`
            { "family": "b", "containerDefinitions": [
            //          ^^^ environmentFile
              { "name": "web", "image": "example/web:1.0.0",
                "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::acme-config/web.env" }] }] }
          `.text,
        },
        {
          path: 'c.json',
          text: json`
            { "family": "c", "containerDefinitions": [
            //          ^^^ logSecret
              { "name": "web", "image": "example/web:1.0.0", "logConfiguration": {
                "logDriver": "awsfirelens", "secretOptions": [{ "name": "apikey", "valueFrom": "/datadog" }] } }] }
          `.text,
        },
        {
          path: 'd.json',
          text: json`
            { "family": "d", "containerDefinitions": [
            //          ^^^ router
              { "name": "router", "image": "example/fluent-bit:1.0.0", "firelensConfiguration": { "type": "fluentbit",
                "options": { "config-file-type": "s3", "config-file-value": "arn:aws:s3:::acme-config/fluent.conf" } } }] }
          `.text,
        },
        {
          path: 'e.json',
          text: json`
            { "family": "e", "requiresCompatibilities": ["EXTERNAL"], "containerDefinitions": [
            //          ^^^ logs
              { "name": "web", "image": "example/web:1.0.0", "memory": 64, "logConfiguration": { "logDriver": "awslogs" } }] }
          `.text,
        },
      ],
      messages: [
        "The image of container 'web' is pulled with repositoryCredentials, but task 'a' has no executionRoleArn to read them with.",
        "Container 'web' reads environment file 'arn:aws:s3:::acme-config/web.env', but task 'b' has no executionRoleArn to fetch it with.",
        "The log driver of container 'web' reads secret 'apikey', but task 'c' has no executionRoleArn to fetch it with.",
        "Log router 'router' reads its configuration from 'arn:aws:s3:::acme-config/fluent.conf', but task 'd' has no executionRoleArn to fetch it with.",
        "Container 'web' writes to CloudWatch Logs, but task 'e' has no executionRoleArn, without which an external instance cannot send its output.",
      ],
    },
    {
      title: 'a role on one side of a condition, and a repository of the template',
      code: yaml`
        Parameters:
          Env: { Type: String, AllowedValues: [prod, test] }
          Role: { Type: String }
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
        Resources:
          Repository:
            Type: AWS::ECR::Repository
          Web:
        # ^^^ image
            Type: AWS::ECS::TaskDefinition
            Properties:
              ExecutionRoleArn: !If [IsProd, !Ref Role, !Ref 'AWS::NoValue']
              NetworkMode: awsvpc
              ContainerDefinitions:
                - Name: web
                  Image: !Sub '\${Repository.RepositoryUri}:1.4.2'
          Service:
            Type: AWS::ECS::Service
            Properties: { TaskDefinition: !Ref Web, LaunchType: FARGATE }
      `,
      messages: [
        "Image '…:1.4.2' of container 'web' is in a private ECR repository, but task 'Web' has no ExecutionRoleArn, without which Fargate cannot pull it (when 'IsProd' is false).",
      ],
    },
    {
      title: 'a task definition of daemons',
      code: yaml`
        Resources:
          Agent:
        # ^^^^^ secret
            Type: AWS::ECS::DaemonTaskDefinition
            Properties:
              Family: agent
              ContainerDefinitions:
                - Name: agent
                  Image: example/agent:7.1.0
                  Secrets: [{ Name: API_KEY, ValueFrom: /agent/api-key }]
      `,
    },
  ],
});
