import { posix } from 'node:path';
import { parseHcl, parseJson } from '../../../syntax/index.ts';
import type { FileAccess, Input } from '../../frontend.ts';
import { gatherModules } from '../modules/gather.ts';
import { literalOf, type ModuleSource } from '../modules/module-source.ts';
import { localFolder } from '../modules/module-tree.ts';

const FILES = /(?:\.(?:tf|tofu)(?:\.json)?|\.tfvars(?:\.json)?)$/;

/** Folders and files of one root that are read; no configuration has as many. */
const MOST_FOLDERS = 200;
const MOST_FILES = 500;

/** The files of a root module and of the modules that it calls by their paths, but for those in folders that are known. */
export function rootInputs(
  folder: string,
  known: ReadonlyMap<string, ModuleSource>,
  files: FileAccess | undefined,
): Input[] {
  if (!files) return [];
  const inputs: Input[] = [];
  const folders = new Set([folder]);
  for (const each of folders) {
    if (known.has(each) || folders.size > MOST_FOLDERS) continue;
    const here = inputsIn(each, files);
    inputs.push(...here);
    for (const module of gatherModules(here).values()) {
      for (const call of module.calls.values()) {
        const called = localFolder(module, literalOf(call, 'source') ?? '');
        if (called !== undefined) folders.add(called);
      }
    }
  }
  return inputs;
}

function inputsIn(folder: string, files: FileAccess): Input[] {
  const inputs: Input[] = [];
  for (const name of files
    .list(folder)
    .filter((each) => FILES.test(each))
    .slice(0, MOST_FILES)) {
    const source = files.read(posix.join(folder, name));
    const root = source && (name.endsWith('.json') ? parseJson(source) : parseHcl(source)).root;
    if (root) inputs.push({ root, index: 0 });
  }
  return inputs;
}
