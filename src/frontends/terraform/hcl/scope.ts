import type { Source } from '../../../text/source.ts';
import type { Hop, Term } from '../../../values/index.ts';
import type { Budget } from '../budget.ts';

/** What functions may read: the files of the root module's tree. */
export interface ModuleFiles {
  /** By the path as the configuration gives it, which is relative to the root module. */
  read(path: string): Source | undefined;
  /** Names of what is in a folder, by its path; none where it is not there. */
  list(path: string): readonly string[];
}

/** What the names in an expression mean where it stands. */
export interface Scope {
  /** What the first name of a traversal stands for: `var`, `each`, `aws_lb`, the name of a `for`. */
  lookup(name: string): Term | undefined;
  readonly budget: Budget;
  readonly files: ModuleFiles | undefined;
  /** Whether it is that of a template from elsewhere, which renders no other. */
  readonly isTemplate?: boolean;
  /** The calls that lead to the module around it, the nearest first: hops of everything that is written there. */
  readonly via: readonly Hop[];
  /** Identity over all files: one text in two scopes of one identity means the same. */
  readonly id: string;
  /** The scope around this one and the names that mean something else there. */
  readonly around: { readonly scope: Scope; readonly names: ReadonlyMap<string, Term> } | undefined;
}

/** A scope with more names; `label` tells it from others with the same names: the key of an instance, of an item. */
export function withNames(scope: Scope, names: ReadonlyMap<string, Term>, label: string): Scope {
  return {
    lookup: (name) => names.get(name) ?? scope.lookup(name),
    budget: scope.budget,
    files: scope.files,
    isTemplate: scope.isTemplate ?? false,
    via: scope.via,
    id: `${scope.id}[${label}]`,
    around: { scope, names },
  };
}

/** Identity of what an expression means: where it names nothing of the inner scopes, it is the same for all of them. */
export function meaningOf(text: string, scope: Scope): string {
  const words = new Set(text.match(/[\p{L}_][\p{L}\p{N}_-]*/gu));
  let at = scope;
  while (at.around && ![...at.around.names.keys()].some((name) => words.has(name))) at = at.around.scope;
  return `${at.id}#${text}`;
}
