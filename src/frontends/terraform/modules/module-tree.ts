import { posix } from 'node:path';
import { settle, World } from '../../../values/index.ts';
import { Budget } from '../budget.ts';
import type { ModuleFiles } from '../hcl/scope.ts';
import { textIn } from '../hcl/terms.ts';
import { comparedVariables, hasConditions } from './conditions-in.ts';
import { ModuleInstance } from './module-instance.ts';
import { argumentOf, literalOf, type Declaration, type ModuleSource, type SourceReader } from './module-source.ts';

/** References followed one through another; a longer chain is as good as one without an end. */
const DEEPEST = 64;

/** What a tree of modules is read with. */
export interface TreeFacts {
  readonly sources: ReadonlyMap<string, ModuleSource>;
  readonly reader: SourceReader;
  /** Values that the user gives to variables of root modules for this run. */
  readonly given: ReadonlyMap<string, Declaration>;
  readonly filesOf: (folder: string) => ModuleFiles | undefined;
  readonly region: string | undefined;
}

/**
 * The modules of a project that the tree holds, and who calls whom. It is the scope of one root module's addresses: a
 * reference of it means an instance by its full address.
 */
export class ModuleTree {
  readonly root: ModuleInstance;
  readonly facts: TreeFacts;
  readonly files: ModuleFiles | undefined;
  readonly budget = new Budget();
  /** Whether any value may depend on a condition. */
  readonly isConditional: boolean;
  /** Variables of the root module that conditions look at. */
  readonly compared: ReadonlySet<string>;
  #depth = 0;
  #region: { readonly name: string | undefined } | undefined;

  constructor(source: ModuleSource, facts: TreeFacts) {
    this.facts = facts;
    this.files = facts.filesOf(source.folder);
    this.isConditional = [...reachable(source, facts.sources)].some((each) => each.roots.some(hasConditions));
    this.compared = this.isConditional ? comparedVariables(source) : new Set();
    this.root = new ModuleInstance(this, source, undefined);
  }

  /** The region that is deployed to: what the user says, else what the provider is told. */
  get region(): string | undefined {
    this.#region ??= { name: this.facts.region ?? this.#providerRegion() };
    return this.#region.name;
  }

  #providerRegion(): string | undefined {
    const { source } = this.root;
    const provider = source.providers.find((each) => each.key.text === 'aws' && !argumentOf(each, 'alias'));
    const region = provider && argumentOf(provider, 'region');
    if (!region) return undefined;
    const term = this.reader.value({ key: region.key, body: region.value }, this.root.scope());
    return textIn(settle(term, new World()));
  }

  get reader(): SourceReader {
    return this.facts.reader;
  }

  /** The module that a call means, where its source is a folder of the tree. */
  called(caller: ModuleSource, source: string): ModuleSource | undefined {
    return calledBy(caller, source, this.facts.sources);
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
    const callee = path === undefined ? undefined : calledBy(source, path, sources);
    if (callee && callee !== source) found.push(callee);
  }
  return found;
}
