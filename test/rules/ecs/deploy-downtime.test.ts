import rule from '../../../rules/ecs/deploy-downtime.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'one that must stay, by rounding',
      code: json`
        { "serviceName": "web", "taskDefinition": "web", "desiredCount": 1,
          "serviceRegistries": [{ "registryArn": "arn:aws:servicediscovery:eu-central-1:123456789012:service/srv-0123" }],
          "deploymentConfiguration": { "minimumHealthyPercent": 1, "maximumPercent": 200 } }
      `,
    },
    {
      title: 'no tasks, no daemons that say so, no rolling',
      code: [
        {
          path: 'zero.json',
          text: '{ "serviceName": "a", "taskDefinition": "a", "desiredCount": 0, "deploymentConfiguration": { "minimumHealthyPercent": 0 } }',
        },
        {
          path: 'daemon.json',
          text: '{ "serviceName": "b", "taskDefinition": "b", "schedulingStrategy": "DAEMON", "launchType": "EC2" }',
        },
        {
          path: 'canary.json',
          text: '{ "serviceName": "c", "taskDefinition": "c", "desiredCount": 2, "deploymentConfiguration": { "strategy": "CANARY", "minimumHealthyPercent": 0 } }',
        },
      ],
    },
    {
      title: 'a deployment that is stuck anyway',
      code: json`
        { "serviceName": "web", "taskDefinition": "web", "desiredCount": 1,
          "deploymentConfiguration": { "minimumHealthyPercent": 0, "maximumPercent": 50 } }
      `,
    },
  ],
  invalid: [
    {
      title: 'behind Service Connect, with room for a better way',
      code: json`
        { "serviceName": "web", "taskDefinition": "web", "desiredCount": 2,
          "serviceConnectConfiguration": { "enabled": true, "namespace": "shop", "services": [{ "portName": "http" }] },
          "deploymentConfiguration": { "minimumHealthyPercent": 0, "maximumPercent": 150 } }
        //                                                      ^ outage
      `,
      messages: [
        "minimumHealthyPercent 0 lets a deployment stop every task of service 'web' before a new one is healthy, and Service Connect is left with none; minimumHealthyPercent 100 starts new tasks first.",
      ],
      fixed: `{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 2,
  "serviceConnectConfiguration": { "enabled": true, "namespace": "shop", "services": [{ "portName": "http" }] },
  "deploymentConfiguration": { "minimumHealthyPercent": 100, "maximumPercent": 150 } }
`,
    },
    {
      title: 'a client of Service Connect only, and an unknown count',
      code: yaml`
        Parameters:
          Count: { Type: Number }
        Resources:
          Worker:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: worker
              DesiredCount: !Ref Count
              ServiceConnectConfiguration: { Enabled: true, Namespace: shop }
              DeploymentConfiguration:
                MaximumPercent: 100
                MinimumHealthyPercent: 0
        #                              ^ pause
      `,
      messages: [
        "MinimumHealthyPercent 0 lets a deployment stop every task of service 'Worker' before a new one is healthy; fine for work that can wait or must not run twice, else MinimumHealthyPercent 100 with MaximumPercent 200 starts new tasks first.",
      ],
    },
    {
      title: 'a daemon',
      code: json`
        { "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON",
          "deploymentConfiguration": { "minimumHealthyPercent": 0, "maximumPercent": 100 } }
        //                                                      ^ daemon
      `,
    },
  ],
});
