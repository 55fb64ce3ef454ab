import rule from '../../../rules/ecs/plaintext-secret.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule);
