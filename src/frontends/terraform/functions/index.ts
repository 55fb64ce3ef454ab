export { callFunction } from './call-function.ts';
export { failedTerm, isFailed, type FailedTerm } from './failure.ts';
export type { FileText, FunctionCall, TerraformFunction } from './function.ts';
