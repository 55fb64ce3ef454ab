import rule from '../../../rules/ecs/fargate-size.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule);
