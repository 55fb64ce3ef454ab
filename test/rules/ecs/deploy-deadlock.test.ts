import rule from '../../../rules/ecs/deploy-deadlock.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule);
