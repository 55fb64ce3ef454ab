export { invalidTextNotice, openWorkspace } from './workspace.ts';
export type { Workspace, WorkspaceFile, WorkspaceOptions } from './workspace.ts';
