import { resourceOf } from '../model/index.ts';

/** The folder of the file that holds the resource of a view, and those above it, up to that of the run, which is empty. */
export function* foldersAbove(view: object): Generator<string> {
  let folder = resourceOf(view)?.path ?? '';
  do {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
    yield folder;
  } while (folder !== '');
}

/** Is the resource of a view in this folder, or below? */
export function isUnder(view: object, folder: string): boolean {
  return folder === '' || (resourceOf(view)?.path.startsWith(`${folder}/`) ?? false);
}
