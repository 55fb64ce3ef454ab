import rule from '../../../rules/syntax/bad-value.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'a parameter without default, and a placeholder',
      code: yaml`
        Parameters: { Mode: { Type: String } }
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties: { NetworkMode: !Ref Mode }
      `,
    },
  ],
  invalid: [
    {
      title: 'words of load balancers in custom resources',
      code: yaml`
        apiVersion: elbv2.k8s.aws/v1beta1
        kind: IngressClassParams
        metadata: { name: alb }
        spec: { scheme: internet, targetType: ip }
        #               ^^^^^^^^ few
      `,
    },
    {
      title: 'few values, with the fix',
      code: {
        path: 'service.json',
        text: `{ "serviceName": "web", "taskDefinition": "web", "cluster": "shop", "launchType": "fargate" }
//                                                                                ^^^^^^^^^ few
`,
      },
      messages: [
        "Unknown value 'fargate' of launchType in service 'web'; it takes 'EC2', 'FARGATE', 'EXTERNAL' or 'MANAGED_INSTANCES'.",
      ],
      fixed: `{ "serviceName": "web", "taskDefinition": "web", "cluster": "shop", "launchType": "FARGATE" }
`,
    },
    {
      title: 'one branch of a condition',
      code: yaml`
        Parameters: { Stage: { Type: String, AllowedValues: [prod, dev] } }
        Conditions: { IsProd: !Equals [!Ref Stage, prod] }
        Resources:
          Service:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: web
              SchedulingStrategy: !If [IsProd, DAEMON, REPLICAS]
        #                                              ^^^^^^^^ few
      `,
    },
    {
      title: 'Kubernetes',
      code: json`
        { "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web" }, "spec": { "restartPolicy": "always",
        //                                                                                             ^^^^^^^^ few
          "containers": [{ "name": "web", "image": "example/web:1.4.2" }] } }
      `,
      messages: [
        "Unknown value 'always' of restartPolicy in spec of Pod 'web'; it takes 'Always', 'OnFailure' or 'Never'.",
      ],
    },
  ],
});
