import rule from '../../../rules/syntax/describe-output.ts';
import { json } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'a misspelling is no describe output',
      code: json`
        { "family": "web", "revison": 7, "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2" }] }
      `,
    },
  ],
  invalid: [
    {
      title: 'one member left behind',
      code: json`
        { "family": "web", "revision": 7, "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2" }] }
        //                 ^^^^^^^^^^ one
      `,
      messages: [
        "'revision' in task definition 'web' only stands in the output of describe-task-definition, and register-task-definition refuses it; leave it out.",
      ],
    },
  ],
});
