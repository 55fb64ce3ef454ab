import { resourceOf } from '../model/index.ts';

/** The folder of the file that holds the resource of a view, and those above it, up to that of the run, which is empty. */
export function* foldersAbove(view: object): Generator<string> {
  let folder = resourceOf(view)?.path ?? '';
  do {
    folder = folderOf(folder);
    yield folder;
  } while (folder !== '');
}

/** Is the resource of a view in this folder, or below? */
export function isUnder(view: object, folder: string): boolean {
  return folder === '' || (resourceOf(view)?.path.startsWith(`${folder}/`) ?? false);
}

/** Is the folder of one path that of the other, or above or below it? */
export function areNear(one: string, other: string): boolean {
  const [first, second] = [`${folderOf(one)}/`, `${folderOf(other)}/`];
  return first === '/' || second === '/' || first.startsWith(second) || second.startsWith(first);
}

/** Folders that hold certain files, to ask whether another file is near one of those. */
export class Folders {
  readonly #own = new Set<string>();
  readonly #above = new Set<string>();

  /** The file at this path is one. */
  add(path: string): void {
    let folder = folderOf(path);
    this.#own.add(folder);
    for (; !this.#above.has(folder); folder = folderOf(folder)) this.#above.add(folder);
  }

  /** Does one of the files stand in the folder of this path, or in one below or above it? */
  isNear(path: string): boolean {
    let folder = folderOf(path);
    if (this.#above.has(folder)) return true;
    while (folder !== '') {
      folder = folderOf(folder);
      if (this.#own.has(folder)) return true;
    }
    return false;
  }
}

/** The folder of a path; empty for what stands at the top, and for the top itself. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
