import { posix } from 'node:path';
import type { Node } from '../../../syntax/index.ts';
import { argumentOf, literalOf, type Declaration, type ModuleSource } from '../modules/module-source.ts';
import type { Plan } from '../plan/plan.ts';

/** A root module that a plan may have been made of. */
export interface Match {
  readonly source: ModuleSource;
  /** Does the source say something else by now? */
  readonly isChanged: boolean;
}

/** Less than this in common, and it is another configuration. */
const LEAST_LIKENESS = 0.5;
/** Roots that are closer to one another than this cannot be told apart. */
const NEAR = 0.02;
/** Declarations whose constants are compared. */
const MOST_COMPARED = 200;

/**
 * The root module that a plan was made of, by what the plan says of it: which resources and modules it declares, and the
 * constants and variables that it had. Where several are as like it, the one whose folder it lies in; none where they
 * cannot be told apart. Names of files tell nothing.
 */
export function matchRoot(plan: Plan, sources: Iterable<ModuleSource>): Match | undefined {
  const ranked = [...sources]
    .map((source) => compare(plan, source))
    .filter(({ shared, constants }) => shared >= LEAST_LIKENESS && constants >= LEAST_LIKENESS)
    .map((found) => ({ ...found, rank: found.shared * found.agreement }))
    .sort((a, b) => b.rank - a.rank);
  const [first, second] = ranked;
  if (!first || !second || first.rank - second.rank > NEAR || (first.rank === 1 && second.rank < 1)) return first;
  const folder = posix.dirname(plan.root.document.source.path);
  const near = ranked.filter(({ rank, source }) => first.rank - rank <= NEAR && source.folder === folder);
  return near.length === 1 ? near[0] : undefined;
}

/** The root module that the user says, where the plan has anything of it. */
export function matchGiven(plan: Plan, source: ModuleSource): Match | undefined {
  const found = compare(plan, source);
  return found.shared > 0 ? found : undefined;
}

interface Comparison extends Match {
  /** Of all that either declares, the part that both do. */
  readonly shared: number;
  /** Of the constants that both give, the part that is the same. */
  readonly constants: number;
  /** The same with variables, which a plan may have been given. */
  readonly agreement: number;
}

function compare(plan: Plan, source: ModuleSource): Comparison {
  const { configuration } = plan.index.root;
  const planned = new Set(configuration.addresses());
  const declared = declarationsBy(source);
  const both = [...declared].filter(([address]) => planned.has(address));
  const agreement = new Agreement();
  for (const [address, declaration] of both.slice(0, MOST_COMPARED)) {
    const isCall = address.startsWith('module.');
    const node = isCall ? configuration.call(address.slice('module.'.length))?.node : configuration.resource(address);
    if (isCall) agreement.count(literalOf(declaration, 'source') === node?.get('source')?.text);
    for (const { key, value } of node?.get('expressions')?.entries() ?? []) {
      // A text in JSON is given as it is written, although it may refer to something.
      if (!value.get('references'))
        agreement.compare(value.get('constant_value'), argumentOf(declaration, key.text)?.value);
    }
  }
  const constants = agreement.share;
  const isChanged = constants < 1 || differ(planned, declared);
  for (const { key, value } of plan.root.get('variables')?.entries() ?? []) {
    agreement.compare(value.get('value'), variableIn(source, key.text));
  }
  const all = planned.size + declared.size - both.length;
  return { source, shared: all === 0 ? 0 : both.length / all, constants, agreement: agreement.share, isChanged };
}

/** What a module declares, by the address in it. */
function declarationsBy(source: ModuleSource): ReadonlyMap<string, Declaration> {
  return new Map<string, Declaration>([
    ...source.resources.map((each) => [`${each.type}.${each.name}`, each] as const),
    ...source.data.map((each) => [`data.${each.type}.${each.name}`, each] as const),
    ...[...source.calls].map(([name, call]) => [`module.${name}`, call] as const),
  ]);
}

/** Is there a resource or a module that only one has? A check may have data sources of its own. */
function differ(planned: ReadonlySet<string>, declared: ReadonlyMap<string, Declaration>): boolean {
  const isOnly = (address: string, has: boolean): boolean => !has && !address.startsWith('data.');
  return (
    [...planned].some((address) => isOnly(address, declared.has(address))) ||
    [...declared.keys()].some((address) => isOnly(address, planned.has(address)))
  );
}

/** What a `.tfvars` file sets, or else the default. */
function variableIn(source: ModuleSource, name: string): Node | undefined {
  const declared = source.variables.get(name);
  return source.values.get(name)?.body ?? (declared && argumentOf(declared, 'default')?.value);
}

/** Counts scalars that are written out on both sides. */
class Agreement {
  #same = 0;
  #all = 0;

  compare(planned: Node | undefined, written: Node | undefined): void {
    if (planned?.isScalar !== true || written?.isScalar !== true) return;
    // In JSON a string may be an expression.
    if (written.document.syntax === 'json' && written.raw.includes('${')) return;
    this.count(planned.text === written.text || (written.text !== '' && Number(planned.text) === Number(written.text)));
  }

  count(isSame: boolean): void {
    this.#all++;
    if (isSame) this.#same++;
  }

  get share(): number {
    return this.#all === 0 ? 1 : this.#same / this.#all;
  }
}
