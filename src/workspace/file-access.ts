import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import type { FileAccess } from '../frontends/index.ts';
import type { Source } from '../text/source.ts';
import { decode } from './decode.ts';

/** What a configuration refers to is a template or a document; more would only fill the memory. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Reads what files refer to: only within the working folder and the folders that the user names, whatever links say. Each
 * is read once. Never throws.
 */
export function openFiles(cwd: string, paths: readonly string[]): FileAccess {
  const roots = [cwd, ...paths.map((path) => folderOf(resolve(cwd, path)))].flatMap((root) => real(root) ?? []);
  const known = new Map<string, Source | undefined>();
  const inside = (path: string): string | undefined => {
    const location = real(resolve(cwd, path));
    const isIn = roots.some(
      (root) => location === root || location?.startsWith(root.endsWith(sep) ? root : root + sep),
    );
    return isIn ? location : undefined;
  };
  const readText = (path: string): Source | undefined => {
    const location = inside(path);
    if (location === undefined) return undefined;
    try {
      const stats = statSync(location);
      if (!stats.isFile() || stats.size > MOST_BYTES) return undefined;
      const decoded = decode(readFileSync(location));
      return decoded && { path, text: decoded.text };
    } catch {
      return undefined;
    }
  };
  return {
    read(path) {
      if (!known.has(path)) known.set(path, readText(path));
      return known.get(path);
    },
    list(folder) {
      const location = inside(folder);
      if (location === undefined) return [];
      try {
        return readdirSync(location).sort();
      } catch {
        return [];
      }
    },
  };
}

function folderOf(location: string): string {
  try {
    return statSync(location).isDirectory() ? location : dirname(location);
  } catch {
    return dirname(location);
  }
}

function real(location: string): string | undefined {
  try {
    return realpathSync.native(location);
  } catch {
    return undefined;
  }
}
