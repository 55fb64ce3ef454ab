import { posix } from 'node:path';
import type { FileAccess } from '../../frontend.ts';
import type { ModuleFiles } from '../hcl/scope.ts';

/** The files that a root module in this folder may read, by paths relative to it; those of the machine are out of reach. */
export function moduleFiles(folder: string, files: FileAccess): ModuleFiles {
  return {
    read(path) {
      if (path === '' || posix.isAbsolute(path) || path.includes('\0')) return undefined;
      return files.read(posix.join(folder, path));
    },
  };
}
