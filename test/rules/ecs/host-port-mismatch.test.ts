import rule from '../../../rules/ecs/host-port-mismatch.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule);
