import { readdirSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { compareText, type Notice } from '../findings/index.ts';
import { isCandidate, SKIPPED_FOLDERS } from './candidates.ts';

/** A file to look into. */
export interface FoundFile {
  /** Where the system finds it. */
  readonly location: string;
  /** Relative to the working folder, with `/`; `../` in front when it lies outside. */
  readonly path: string;
  /** Given on the command line, and so read whatever its name is. */
  readonly named: boolean;
}

export interface FoundFiles {
  /** Sorted by path, each once. */
  readonly files: readonly FoundFile[];
  readonly notices: readonly Notice[];
  /** Names given by the user that lead to nothing. */
  readonly missing: readonly string[];
}

/**
 * The files behind the given names: a folder stands for the candidates in it, at any depth. A walk follows no symbolic
 * link: what lies in the tree is found at its own place, and what lies outside was not asked for. A link that the user
 * names is followed.
 */
export function findFiles(names: readonly string[], cwd: string): FoundFiles {
  const files = new Map<string, FoundFile>();
  const notices: Notice[] = [];
  const missing: string[] = [];
  const home = realPath(cwd);
  for (const name of names) {
    const stats = statOf(resolve(cwd, name));
    if (!stats) {
      missing.push(name);
      continue;
    }
    const { location, path } = place(resolve(cwd, name), home);
    if (stats.isDirectory()) {
      for (const file of walk(location, path, notices)) if (!files.has(file.path)) files.set(file.path, file);
    } else {
      files.set(path, { location, path, named: true });
    }
  }
  const found = [...files.values()];
  // One walk comes sorted already.
  if (names.length > 1) found.sort((a, b) => compareText(a.path, b.path));
  return { files: found, notices, missing };
}

/** Inside the working folder a file goes by its real path, which is the one that code hosts know; else as it was named. */
function place(location: string, home: string): { location: string; path: string } {
  const real = realPath(location);
  const fromHome = relative(home, real);
  const inside = fromHome !== '..' && !fromHome.startsWith(`..${sep}`) && resolve(home, fromHome) === real;
  return inside ? { location: real, path: slashed(fromHome) } : { location, path: slashed(relative(home, location)) };
}

function walk(root: string, rootPath: string, notices: Notice[]): FoundFile[] {
  const found: FoundFile[] = [];
  const visit = (location: string, path: string): void => {
    const entries = entriesOf(location);
    if (!entries) {
      notices.push({ kind: 'unreadable', file: path === '' ? '.' : path, message: 'Cannot read this folder.' });
      return;
    }
    for (const { name, isFolder } of entries) {
      const inner = path === '' ? name : `${path}/${name}`;
      if (isFolder) visit(location + sep + name, inner);
      else found.push({ location: location + sep + name, path: inner, named: false });
    }
  };
  visit(root.endsWith(sep) ? root.slice(0, -1) : root, rootPath);
  return found;
}

interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What to look into, in the order that sorts whole paths: a folder counts with the `/` behind its name. */
function entriesOf(location: string): Entry[] | undefined {
  let listed: Dirent[];
  try {
    listed = readdirSync(location === '' ? sep : location, { withFileTypes: true });
  } catch {
    return undefined;
  }
  const entries: (Entry & { readonly key: string })[] = [];
  for (const entry of listed) {
    const { name } = entry;
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(name)) entries.push({ name, isFolder: true, key: `${name}/` });
    } else if (entry.isFile() && isCandidate(name)) {
      entries.push({ name, isFolder: false, key: name });
    }
  }
  return entries.sort((a, b) => compareText(a.key, b.key));
}

function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

function statOf(location: string): Stats | undefined {
  try {
    return statSync(location);
  } catch {
    return undefined;
  }
}

/** The path itself where a part of it cannot be resolved. */
function realPath(location: string): string {
  try {
    return realpathSync.native(location);
  } catch {
    return join(location);
  }
}
