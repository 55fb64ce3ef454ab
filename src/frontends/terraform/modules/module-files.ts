import { posix } from 'node:path';
import type { FileAccess } from '../../frontend.ts';
import type { ModuleFiles } from '../hcl/scope.ts';

/** The files that a root module in this folder may read, by paths relative to it; those of the machine are out of reach. */
export function moduleFiles(folder: string, files: FileAccess): ModuleFiles {
  const located = (path: string): string | undefined =>
    path === '' || posix.isAbsolute(path) || path.includes('\0') ? undefined : posix.join(folder, path);
  return {
    read(path) {
      const location = located(path);
      return location === undefined ? undefined : files.read(location);
    },
    list(path) {
      const location = located(path);
      return location === undefined ? [] : files.list(location);
    },
  };
}
