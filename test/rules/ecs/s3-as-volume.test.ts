import rule from '../../../rules/ecs/s3-as-volume.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule);
