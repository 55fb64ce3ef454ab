import { describe, expect, it } from 'vitest';
import rule from '../../../rules/ecs/deploy-deadlock.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { lintTexts } from '../../kit/lint-text.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'the defaults, whatever the count',
      code: json`
        { "serviceName": "web", "taskDefinition": "web", "desiredCount": 1 }
      `,
    },
    {
      title: 'nothing to deploy',
      code: json`
        { "serviceName": "web", "taskDefinition": "web", "desiredCount": 0,
          "deploymentConfiguration": { "minimumHealthyPercent": 100, "maximumPercent": 100 } }
      `,
    },
    {
      title: 'deployments that do not roll',
      code: [
        {
          path: 'code-deploy.json',
          text: '{ "serviceName": "a", "taskDefinition": "a", "desiredCount": 1, "deploymentController": { "type": "CODE_DEPLOY" }, "deploymentConfiguration": { "minimumHealthyPercent": 100, "maximumPercent": 100 } }',
        },
        {
          path: 'blue-green.json',
          text: '{ "serviceName": "b", "taskDefinition": "b", "desiredCount": 1, "deploymentConfiguration": { "strategy": "BLUE_GREEN", "minimumHealthyPercent": 100, "maximumPercent": 100 } }',
        },
        {
          path: 'daemon.json',
          text: '{ "serviceName": "c", "taskDefinition": "c", "schedulingStrategy": "DAEMON", "deploymentConfiguration": { "minimumHealthyPercent": 100, "maximumPercent": 100 } }',
        },
      ],
    },
    {
      title: 'a count, a figure, and a strategy that nobody knows',
      code: yaml`
        Parameters:
          Count: { Type: Number }
          Maximum: { Type: Number }
          Strategy: { Type: String }
        Resources:
          A:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: a
              DesiredCount: !Ref Count
              DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 150 }
          B:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: b
              DesiredCount: 1
              DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: !Ref Maximum }
          C:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: c
              DesiredCount: 1
              DeploymentConfiguration: { Strategy: !Ref Strategy, MinimumHealthyPercent: 100, MaximumPercent: 100 }
      `,
    },
    {
      title: 'enough tasks at the lower end of the scaling range',
      code: yaml`
        Resources:
          Web:
            Type: AWS::ECS::Service
            Properties:
              ServiceName: web
              Cluster: shop
              TaskDefinition: web
              DesiredCount: 4
              DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 150 }
          Scaling:
            Type: AWS::ApplicationAutoScaling::ScalableTarget
            Properties:
              ServiceNamespace: ecs
              ScalableDimension: ecs:service:DesiredCount
              ResourceId: service/shop/web
              MinCapacity: 2
              MaxCapacity: 8
      `,
    },
  ],
  invalid: [
    {
      title: 'any count, known or not',
      code: yaml`
        Parameters:
          Count: { Type: Number }
        Resources:
          Web:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: web
              DesiredCount: !Ref Count
              DeploymentConfiguration:
                MaximumPercent: 100
        #                       ^^^ always
      `,
      messages: [
        "MinimumHealthyPercent 100 and MaximumPercent 100 leave no room to deploy service 'Web': no task may stop, none may start; MaximumPercent 200 makes room.",
      ],
    },
    {
      title: 'rounding up and down, with figures that work',
      code: json`
        { "serviceName": "web", "taskDefinition": "web", "desiredCount": 3,
          "deploymentConfiguration": { "minimumHealthyPercent": 67, "maximumPercent": 133 } }
        //                                                                            ^^^ rounded
      `,
      messages: [
        "Service 'web' cannot be deployed: of 3 tasks, at least 3 must stay (minimumHealthyPercent 67 % of 3 rounded up) and at most 3 may run (maximumPercent 133 % rounded down); maximumPercent 134 or more, or minimumHealthyPercent 66 or less, makes room.",
      ],
      fixed: `{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 3,
  "deploymentConfiguration": { "minimumHealthyPercent": 67, "maximumPercent": 134 } }
`,
    },
    {
      title: 'a count that is left out is one',
      code: yaml`
        Resources:
          Web:
            Type: AWS::ECS::Service
            Properties:
              ServiceName: web
              TaskDefinition: web
              DeploymentConfiguration:
                MinimumHealthyPercent: 50
                MaximumPercent: 100
        #                       ^^^ rounded
      `,
      messages: [
        "Service 'web' cannot be deployed: of 1 task, the default, at least 1 must stay (MinimumHealthyPercent 50 % of 1 rounded up) and at most 1 may run (MaximumPercent 100 % rounded down); MaximumPercent 200 or more makes room.",
      ],
    },
    {
      title: 'the lower end of the scaling range',
      code: yaml`
        Resources:
          Web:
            Type: AWS::ECS::Service
            Properties:
              ServiceName: web
              Cluster: shop
              TaskDefinition: web
              DesiredCount: 10
              DeploymentConfiguration:
                MinimumHealthyPercent: 100
                MaximumPercent: 110
        #                       ^^^ rounded
          Scaling:
            Type: AWS::ApplicationAutoScaling::ScalableTarget
            Properties:
              ServiceNamespace: ecs
              ScalableDimension: ecs:service:DesiredCount
              ResourceId: !Sub service/shop/\${Web.Name}
              MinCapacity: 2
              MaxCapacity: 20
      `,
      messages: [
        "Service 'web' cannot be deployed: of 2 tasks, the least that scaling allows, at least 2 must stay (MinimumHealthyPercent 100 % of 2 rounded up) and at most 2 may run (MaximumPercent 110 % rounded down); MaximumPercent 150 or more, or MinimumHealthyPercent 50 or less, makes room.",
      ],
    },
    {
      title: 'one side of a condition',
      code: yaml`
        Parameters:
          Env: { Type: String, AllowedValues: [prod, test] }
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
        Resources:
          Web:
            Type: AWS::ECS::Service
            Properties:
              ServiceName: web
              TaskDefinition: web
              DesiredCount: !If [IsProd, 4, 1]
              DeploymentConfiguration:
                MaximumPercent: 150
        #                       ^^^ rounded
      `,
      messages: [
        "Service 'web' cannot be deployed: of 1 task, at least 1 must stay (MinimumHealthyPercent 100 % of 1 rounded up) and at most 1 may run (MaximumPercent 150 % rounded down); MaximumPercent 200 or more makes room (when 'IsProd' is false).",
      ],
    },
  ],
});

describe('ecs/deploy-deadlock', () => {
  // Worked out by hand from the rounding that the ECS API reference gives: desired count, minimum, maximum, and whether the deployment is stuck.
  it.each([
    [1, 100, 200, false],
    [1, 100, 150, true],
    [1, 50, 100, true],
    [1, 0, 100, false],
    [2, 51, 149, true],
    [2, 50, 100, false],
    [3, 67, 133, true],
    [4, 100, 124, true],
    [4, 100, 125, false],
    [10, 95, 105, true],
  ])('%i tasks at %i/%i: %s', async (desiredCount, minimumHealthyPercent, maximumPercent, stuck) => {
    const deploymentConfiguration = { minimumHealthyPercent, maximumPercent };
    const text = JSON.stringify({ serviceName: 'web', taskDefinition: 'web', desiredCount, deploymentConfiguration });
    const { findings } = await lintTexts([rule], [{ path: 'web.json', text }]);
    expect(findings).toHaveLength(stuck ? 1 : 0);
  });
});
