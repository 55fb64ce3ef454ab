export type { Hop, Located, Origin } from './origin.ts';
export { originOf } from './value.ts';
export { partOf } from './part.ts';
export type {
  Absent,
  Json,
  Known,
  List,
  Place,
  Reference,
  Struct,
  StructFacts,
  Table,
  Template,
  Unknown,
  Value,
} from './value.ts';
export { equals, isSet, mayMatch, settled, visibleText, type Answer } from './answers.ts';
export {
  decisionsBehind,
  explore,
  World,
  type Condition,
  type Decision,
  type Outcome,
  type Question,
} from './world.ts';
export { settle } from './term.ts';
export type {
  AbsentTerm,
  ChoiceTerm,
  DeferredTerm,
  ListTerm,
  MapTerm,
  ScalarTerm,
  SettledTerm,
  TemplateTerm,
  Term,
  UnknownTerm,
} from './term.ts';
