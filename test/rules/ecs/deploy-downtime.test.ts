import rule from '../../../rules/ecs/deploy-downtime.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule);
