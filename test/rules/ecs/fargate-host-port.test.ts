import rule from '../../../rules/ecs/fargate-host-port.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule);
