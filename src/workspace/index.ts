export { openFiles } from './file-access.ts';
export { namedFolder } from './named-folder.ts';
export { UsageError } from './usage-error.ts';
export { invalidTextNotice, openWorkspace } from './workspace.ts';
export type { Workspace, WorkspaceFile, WorkspaceOptions } from './workspace.ts';
