export { judge, type ActiveRule, type Judgement, type UnknownPlace } from './judge.ts';
export { readProject, type Project, type ProjectFile } from './project.ts';
export { MASK, printable } from './message.ts';
export { describeModel, type DescribedResource } from './describe.ts';
export type { Described } from './described.ts';
