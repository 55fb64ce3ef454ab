import rule from '../../../rules/ecs/missing-task-role.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule);
