import rule from '../../../rules/syntax/unresolved-reference.ts';
import { yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'pseudo parameters, parameters, resources of other types',
      code: yaml`
        Parameters: { Image: { Type: String } }
        Resources:
          Topic: { Type: AWS::SNS::Topic }
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: web
                  Image: !Sub '\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/\${Image}'
                  Environment: [{ Name: TOPIC, Value: !Ref Topic }, { Name: TEXT, Value: !Sub '\${!Literal}' }]
      `,
    },
  ],
  invalid: [
    {
      title: 'in JSON, with the fix',
      code: {
        path: 'stack.json',
        text: `{ "Resources": {
  "ShopCluster": { "Type": "AWS::ECS::Cluster" },
  "Service": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": "web", "Cluster": { "Ref": "ShopClustr" } } } } }
//                                                                                                       ^^^^^^^^^^^^ misspelt
`,
      },
      messages: ["'ShopClustr' is not defined in this template; did you mean 'ShopCluster'?"],
      fixed: `{ "Resources": {
  "ShopCluster": { "Type": "AWS::ECS::Cluster" },
  "Service": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": "web", "Cluster": { "Ref": "ShopCluster" } } } } }
`,
    },
    {
      title: 'attributes, and names within a text',
      code: yaml`
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              TaskRoleArn: !GetAtt WebRole.Arn
        #                          ^^^^^^^^^^^ undefined
              ContainerDefinitions: [{ Name: web, Image: !Sub 'example/web:\${Tag}' }]
        #                                                     ^^^^^^^^^^^^^^^^^^^^ undefined
      `,
    },
  ],
});
