import { posix } from 'node:path';
import { parseHcl, parseJson } from '../../../syntax/index.ts';
import type { FileAccess, Input } from '../../frontend.ts';
import { gatherModules } from './gather.ts';
import type { ModuleSource } from './module-source.ts';

/** Files of one module that are read; more is no module. */
const MOST_FILES = 200;

/**
 * Modules that `terraform init` has put beside a root module, read when they are called. Source: Terraform,
 * `.terraform/modules/modules.json`, as it is written by 1.11.
 */
export class InstalledModules {
  readonly #files: FileAccess;
  readonly #folder: string;
  readonly #sources = new Map<string, ModuleSource | undefined>();
  #folders: ReadonlyMap<string, string> | undefined;

  constructor(folder: string, files: FileAccess) {
    this.#folder = folder;
    this.#files = files;
  }

  /** The module that a chain of calls leads to: `net.subnets`. */
  called(calls: string): ModuleSource | undefined {
    const folder = (this.#folders ??= this.#read()).get(calls);
    return folder === undefined ? undefined : this.in(posix.join(this.#folder, folder).replace(/\/$/, ''));
  }

  /** The module in a folder, where it is one that was installed. */
  in(folder: string): ModuleSource | undefined {
    if (!`/${folder}/`.includes('/.terraform/modules/')) return undefined;
    if (!this.#sources.has(folder)) this.#sources.set(folder, this.#gather(folder));
    return this.#sources.get(folder);
  }

  #read(): ReadonlyMap<string, string> {
    const source = this.#files.read(manifestIn(this.#folder));
    const modules = source && parseJson(source).root?.get('Modules');
    const folders = new Map<string, string>();
    for (const module of modules?.items() ?? []) {
      const [key, folder] = [module.get('Key')?.text, module.get('Dir')?.text];
      if (key !== undefined && folder !== undefined) folders.set(key, folder);
    }
    return folders;
  }

  #gather(folder: string): ModuleSource | undefined {
    const inputs: Input[] = [];
    const names = this.#files.list(folder).filter((name) => /\.(?:tf|tofu)(?:\.json)?$/.test(name));
    for (const name of names.slice(0, MOST_FILES)) {
      const source = this.#files.read(`${folder}/${name}`);
      const root = source && (name.endsWith('.json') ? parseJson(source) : parseHcl(source)).root;
      if (root) inputs.push({ root, index: 0 });
    }
    return gatherModules(inputs).get(folder);
  }
}

/** Has `terraform init` been run in this folder? */
export function hasInstalled(folder: string, files: FileAccess | undefined): boolean {
  return files?.read(manifestIn(folder)) !== undefined;
}

function manifestIn(folder: string): string {
  return posix.join(folder, '.terraform/modules/modules.json');
}
