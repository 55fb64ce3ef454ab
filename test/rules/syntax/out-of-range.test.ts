import rule from '../../../rules/syntax/out-of-range.ts';
import { yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'the ends of the range',
      code: yaml`
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - { Name: web, Image: example/web:1.4.2, PortMappings: [{ ContainerPort: 65535, HostPort: 0 }] }
      `,
    },
  ],
  invalid: [
    {
      title: 'CloudFormation, in text',
      code: yaml`
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - { Name: web, Image: example/web:1.4.2, PortMappings: [{ ContainerPort: '0', HostPort: 65536 }] }
        #                                                                                ^^^ outside
        #                                                                                               ^^^^^ outside
      `,
    },
  ],
});
