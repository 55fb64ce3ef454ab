import rule from '../../../rules/syntax/unreadable.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'comments and trailing commas are read',
      code: {
        path: 'task.json',
        text: '{ "family": "web", // the shop\n  "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2" },] }\n',
      },
    },
  ],
  invalid: [
    {
      title: 'brackets that do not match',
      code: {
        path: 'stack.json',
        text: `{ "Resources": { "Task": { "Type": "AWS::ECS::TaskDefinition", "Properties": { "Family": "web" ] } } }
//                                                                                             ^ unreadable
`,
      },
    },
    {
      title: 'a tab indents',
      code: {
        path: 'stack.yaml',
        text: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
\tProperties: { Family: web }
^ unreadable
`,
      },
    },
  ],
});
