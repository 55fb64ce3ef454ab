import { innerCallOf, operandsOf, textOf, type Call } from './call.ts';
import { subCallOf } from './sub-text.ts';

/** What each function takes, for messages. Source: CloudFormation user guide, "Intrinsic function reference". */
export const EXPECTED: ReadonlyMap<string, string> = new Map([
  ['Condition', 'the name of a condition'],
  ['Fn::And', 'a list of two to ten conditions'],
  ['Fn::Base64', 'text'],
  ['Fn::Cidr', 'an address block, a count and a number of bits'],
  ['Fn::Equals', 'a list of two values'],
  ['Fn::FindInMap', 'a mapping and two keys'],
  ['Fn::GetAZs', 'a region'],
  ['Fn::GetAtt', 'a resource and its attribute'],
  ['Fn::If', 'a condition and two values'],
  ['Fn::ImportValue', 'the name of an export'],
  ['Fn::Join', 'a delimiter and a list'],
  ['Fn::Length', 'a list'],
  ['Fn::Not', 'a list of one condition'],
  ['Fn::Or', 'a list of two to ten conditions'],
  ['Fn::Select', 'a position and a list'],
  ['Fn::Split', 'a delimiter and a text'],
  ['Fn::Sub', 'a text, or a text and its variables'],
  ['Fn::ToJsonString', 'a map or a list'],
  ['Fn::Transform', 'a macro and its parameters'],
  ['Ref', 'a name'],
]);

/** Functions of the section `Rules`, and those of which nothing is checked here. */
export const CONDITION_FUNCTIONS: readonly string[] = [
  'Fn::Contains',
  'Fn::EachMemberEquals',
  'Fn::EachMemberIn',
  'Fn::GetStackOutput',
  'Fn::RefAll',
  'Fn::ValueOf',
  'Fn::ValueOfAll',
];

/** Numbers of arguments, for functions that take a list of them. */
const COUNTS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['Fn::And', [1, 10]],
  ['Fn::Cidr', [2, 3]],
  ['Fn::Equals', [2, 2]],
  ['Fn::FindInMap', [3, 4]],
  ['Fn::If', [3, 3]],
  ['Fn::Join', [2, 2]],
  ['Fn::Not', [1, 1]],
  ['Fn::Or', [1, 10]],
  ['Fn::Select', [2, 2]],
  ['Fn::Split', [2, 2]],
]);

/** Whether a call has arguments of the form that its function takes; true for a function that is not known. */
export function isWellFormed(call: Call): boolean {
  const count = COUNTS.get(call.name);
  if (count) return innerCallOf(call) !== undefined || operandsOf(call, ...count) !== undefined;
  switch (call.name) {
    case 'Ref':
    case 'Condition':
      return textOf(call) !== undefined;
    case 'Fn::GetAtt': {
      const text = textOf(call);
      return text === undefined ? operandsOf(call, 2) !== undefined : text.includes('.');
    }
    case 'Fn::Sub':
      return subCallOf(call) !== undefined;
    default:
      return true;
  }
}
