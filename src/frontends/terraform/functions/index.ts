export { callFunction, type CallContext } from './call-function.ts';
export { failedTerm, isFailed, type FailedTerm } from './failure.ts';
export type { FileText, FunctionCall, TerraformFunction } from './function.ts';
export { isGap, isSet, type GapTerm, type SetTerm } from './lists.ts';
export { encodedText } from './texts.ts';
