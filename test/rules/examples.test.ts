import { FAMILIES } from '../../rules/index.ts';
import { testRule } from '../kit/rule-tester.ts';

// Every rule's examples are tests: what is marked is found there, and nothing else is found.
for (const load of Object.values(FAMILIES)) {
  for (const rule of await load()) testRule(rule);
}
