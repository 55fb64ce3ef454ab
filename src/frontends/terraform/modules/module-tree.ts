import { posix } from 'node:path';
import type { FileAccess } from '../../frontend.ts';
import { Budget, type TellLimit } from '../budget.ts';
import type { ModuleFiles } from '../hcl/scope.ts';
import type { GivenVariables } from './given-variables.ts';
import { hasInstalled, InstalledModules } from './installed-modules.ts';
import { moduleFiles } from './module-files.ts';
import { comparedVariables, hasConditionsIn } from './conditions-in.ts';
import { ModuleInstance } from './module-instance.ts';
import type { PlannedFacts } from './planned-facts.ts';
import { literalOf, type ModuleSource, type SourceReader } from './module-source.ts';

/** References followed one through another; a longer chain is as good as one without an end. */
const DEEPEST = 64;

/** What a tree of modules is read with. */
export interface TreeFacts {
  readonly sources: ReadonlyMap<string, ModuleSource>;
  readonly reader: SourceReader;
  readonly given: GivenVariables;
  readonly files: FileAccess | undefined;
  readonly region: string | undefined;
  /** The plan that was made of it, where there is one. */
  readonly planned?: PlannedFacts | undefined;
  /** Is told, once for each root module, what is left out for the size of it. */
  readonly tellLimit?: TellLimit;
}

/**
 * The modules of a project that the tree holds, and who calls whom. It is the scope of one root module's addresses: a
 * reference of it means an instance by its full address.
 */
export class ModuleTree {
  readonly root: ModuleInstance;
  readonly facts: TreeFacts;
  readonly files: ModuleFiles | undefined;
  readonly budget: Budget;
  /** Variables of the root module that conditions look at. */
  readonly compared: ReadonlySet<string>;
  readonly #installed: InstalledModules | undefined;
  #depth = 0;

  constructor(source: ModuleSource, facts: TreeFacts) {
    this.facts = facts;
    const { files } = facts;
    this.files = files && moduleFiles(source.folder, files);
    this.#installed = files && new InstalledModules(source.folder, files);
    const all = [...reachable(source, facts.sources)];
    this.budget = new Budget(lengthOf(all), facts.tellLimit);
    const isPlain = !all.some(hasConditions);
    this.compared = isPlain && !hasInstalled(source.folder, files) ? NONE : comparedVariables(source);
    this.root = new ModuleInstance(this, source, undefined);
  }

  get reader(): SourceReader {
    return this.facts.reader;
  }

  /** The module that a call means, where its source is a folder of the tree or has been installed beside it. */
  called(caller: ModuleSource, calls: string, source: string): ModuleSource | undefined {
    const local = localFolder(caller, source);
    if (local === undefined) return this.#installed?.called(calls);
    return this.facts.sources.get(local) ?? this.#installed?.in(local);
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

/** The folder that a call means; undefined where the module comes from elsewhere. Source: Terraform, "Module Sources". */
export function localFolder(caller: ModuleSource, source: string): string | undefined {
  if (!/^\.\.?(?:\/|$)/.test(source)) return undefined;
  return posix.join(caller.folder, source).replace(/\/$/, '');
}

/** A module and all that it calls, directly or not. */
export function reachable(source: ModuleSource, sources: ReadonlyMap<string, ModuleSource>): ReadonlySet<ModuleSource> {
  const found = new Set([source]);
  for (const each of found) for (const callee of calleesOf(each, sources)) found.add(callee);
  return found;
}

/** The modules that a module calls itself. */
export function calleesOf(source: ModuleSource, sources: ReadonlyMap<string, ModuleSource>): ModuleSource[] {
  const found: ModuleSource[] = [];
  for (const call of source.calls.values()) {
    const path = literalOf(call, 'source');
    const folder = path === undefined ? undefined : localFolder(source, path);
    const callee = folder === undefined ? undefined : sources.get(folder);
    if (callee && callee !== source) found.push(callee);
  }
  return found;
}

function lengthOf(sources: readonly ModuleSource[]): number {
  let length = 0;
  for (const { roots } of sources) for (const { document } of roots) length += document.text.length;
  return length;
}

const NONE: ReadonlySet<string> = new Set();

function hasConditions({ roots }: ModuleSource): boolean {
  return roots.some(hasConditionsIn);
}
