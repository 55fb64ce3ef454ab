import rule from '../../../rules/syntax/missing-field.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'a map that is merged with something that nobody sees',
      code: yaml`
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: web
                  Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://shop/container.yaml } }
      `,
    },
  ],
  invalid: [
    {
      title: 'CloudFormation, also where a condition takes the value away',
      code: yaml`
        Parameters: { Stage: { Type: String, AllowedValues: [prod, dev] } }
        Conditions: { IsProd: !Equals [!Ref Stage, prod] }
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Image: example/web:1.4.2
        #         ^^^^^ missing
          Group:
        # ^^^^^ missing
            Type: AWS::EC2::SecurityGroup
      `,
    },
    {
      title: 'Kubernetes',
      code: json`
        { "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "web" }, "spec": {
        //                                                                              ^^^^^^ missing
          "template": { "metadata": { "labels": { "app": "web" } },
            "spec": { "containers": [{ "name": "web", "image": "example/web:1.4.2" }] } } } }
      `,
      messages: ["Required field 'selector' is missing in spec of Deployment 'web'; add it."],
    },
  ],
});
