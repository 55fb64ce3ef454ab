import rule from '../../../rules/ecs/load-balancer-container-mismatch.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule);
