import rule from '../../../rules/syntax/duplicate-key.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'the same key in two maps, and one that a merge brings along',
      code: yaml`
        Resources:
          Web: &shared
            Type: AWS::ECS::TaskDefinition
            Properties: { Family: web }
          Api:
            <<: *shared
            Properties: { Family: api }
      `,
    },
  ],
  invalid: [
    {
      title: 'JSON',
      code: json`
        { "family": "web", "family": "shop", "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2" }] }
        //                 ^^^^^^^^ twice
      `,
      messages: ["Key 'family' is written twice in the same map, and only the last one counts; keep one of them."],
    },
    {
      title: 'CloudFormation, three times',
      code: yaml`
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Cpu: 256
              Cpu: 512
        #     ^^^ twice
              'Cpu': 1024
        #     ^^^^^ twice
      `,
    },
  ],
});
