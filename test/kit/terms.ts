/** Terms made by hand, for tests of what stands above the front-ends. */
import type { Source } from '../../src/text/source.ts';
import type {
  AbsentTerm,
  ChoiceTerm,
  Condition,
  DeferredTerm,
  ListTerm,
  MapTerm,
  Origin,
  Reference,
  ScalarTerm,
  TemplateTerm,
  Term,
  UnknownTerm,
  World,
} from '../../src/values/index.ts';

const NOWHERE: Source = { path: 'made-by-hand', text: '' };

/** An origin of its own, told apart from others by its start. */
export function originAt(start: number, name = '', source = NOWHERE): Origin {
  const span = { source, start, end: start + 1 };
  return { span, head: span, name, via: [] };
}

/** What a test may write for a term: plain JSON means itself. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain } | Term;

let next = 0;

/** The term of plain JSON; every part has a place of its own. */
export function term(plain: Plain, name = ''): Term {
  if (plain === null || typeof plain !== 'object') return scalar(plain, name);
  if (isTerm(plain)) return plain;
  return Array.isArray(plain) ? list(plain as readonly Plain[]) : map(plain as Readonly<Record<string, Plain>>);
}

function isTerm(plain: object): plain is Term {
  return 'state' in plain && 'origin' in plain;
}

export function scalar(value: ScalarTerm['value'], name = '', facts: Partial<ScalarTerm> = {}): ScalarTerm {
  return { state: 'scalar', value, text: String(value), origin: originAt(next++, name), ...facts };
}

export function map(entries: Readonly<Record<string, Plain>>, open = false, inner = false): MapTerm {
  const terms = new Map(Object.entries(entries).map(([name, plain]) => [name, term(plain, name)]));
  return {
    state: 'map',
    inner,
    open,
    origin: originAt(next++),
    get: (name) => terms.get(name),
    *entries() {
      for (const [name, value] of terms) yield { name, key: value.origin, value };
    },
  };
}

export function list(items: readonly Plain[], open = false): ListTerm {
  const terms = items.map((item) => term(item));
  return { state: 'list', open, origin: originAt(next++), items: () => terms };
}

export function unknown(reason: string, facts: { reference?: Reference; written?: boolean } = {}): UnknownTerm {
  return { state: 'unknown', reason, written: true, origin: originAt(next++), ...facts };
}

export function absent(): AbsentTerm {
  return { state: 'absent', origin: originAt(next++) };
}

export function template(...parts: readonly (string | UnknownTerm)[]): TemplateTerm {
  return { state: 'template', parts, origin: originAt(next++) };
}

export function choice(condition: Condition, yes: Plain, no: Plain): ChoiceTerm {
  return { state: 'choice', condition, then: term(yes), else: term(no), origin: originAt(next++) };
}

export function deferred(resolve: (world: World) => Term): DeferredTerm {
  return { state: 'deferred', origin: originAt(next++), resolve };
}

/** A condition that nothing settles but a decision; true where nothing is set. */
export function flag(label: string): Condition {
  return {
    label,
    id: label,
    judge: (world) => world.ask({ variable: label, value: 'true', domain: ['true', 'false'] }),
  };
}

/** A condition made of others. */
export function condition(label: string, judge: (world: World) => boolean): Condition {
  return { label, id: label, judge };
}
