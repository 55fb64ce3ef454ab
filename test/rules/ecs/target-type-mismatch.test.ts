import rule from '../../../rules/ecs/target-type-mismatch.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule);
