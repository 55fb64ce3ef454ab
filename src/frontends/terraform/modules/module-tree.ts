import { posix } from 'node:path';
import { ModuleInstance } from './module-instance.ts';
import type { ModuleSource, SourceReader } from './module-source.ts';

/** References followed one through another; a longer chain is as good as one without an end. */
const DEEPEST = 64;

/**
 * The modules of a project that the tree holds, and who calls whom. It is the scope of one root module's addresses: a
 * reference of it means an instance by its full address.
 */
export class ModuleTree {
  readonly root: ModuleInstance;
  readonly reader: SourceReader;
  readonly #sources: ReadonlyMap<string, ModuleSource>;
  #depth = 0;

  constructor(source: ModuleSource, sources: ReadonlyMap<string, ModuleSource>, reader: SourceReader) {
    this.#sources = sources;
    this.reader = reader;
    this.root = new ModuleInstance(this, source, undefined);
  }

  /** The module that a call means, where its source is a folder of the tree. */
  called(caller: ModuleSource, source: string): ModuleSource | undefined {
    return calledBy(caller, source, this.#sources);
  }

  /** Follows one reference; undefined when it is one of too many that lead on to one another. */
  follow<T>(run: () => T): T | undefined {
    if (this.#depth >= DEEPEST) return undefined;
    this.#depth++;
    try {
      return run();
    } finally {
      this.#depth--;
    }
  }
}

/** Local paths begin with a dot; registries and repositories are other places. Source: Terraform, "Module Sources". */
export function calledBy(
  caller: ModuleSource,
  source: string,
  sources: ReadonlyMap<string, ModuleSource>,
): ModuleSource | undefined {
  if (!/^\.\.?(?:\/|$)/.test(source)) return undefined;
  return sources.get(posix.join(caller.folder, source).replace(/\/$/, ''));
}
