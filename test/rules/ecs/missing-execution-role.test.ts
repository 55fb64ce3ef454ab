import rule from '../../../rules/ecs/missing-execution-role.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule);
