import rule from '../../../rules/ecs/moving-image-tag.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule);
