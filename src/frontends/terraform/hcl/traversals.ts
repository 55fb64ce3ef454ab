import { NODE, type Node, type Step } from '../../../syntax/index.ts';
import type { Hop, ListTerm, MapTerm, SettledTerm, Term } from '../../../values/index.ts';
import { failedTerm } from '../functions/index.ts';
import { NOWHERE } from '../modules/nowhere.ts';
import { relocate } from '../modules/relocate.ts';
import { oneLine } from './condition.ts';
import { derived } from './derived.ts';
import { evaluate, type At, type ExpressionOf } from './evaluate.ts';
import { isGap } from '../functions/lists.ts';
import { withSecrecy } from '../functions/made-place.ts';
import { valueIn } from '../functions/maps.ts';
import { listTerm, textIn, unknownTerm } from './terms.ts';

/** A list of which the items are not known one by one: each that is asked for is the same. */
export interface AlikeTerm extends ListTerm {
  readonly each: Term;
}

/** A name alone: what a `for` calls an item, or a namespace such as `var`. */
export function evaluateVariable(name: string, { scope, place }: At): Term {
  const term = scope.lookup(name);
  return term ? relocate(term, place) : failedTerm(`'${name}', which means nothing here`, place);
}

/** Steps of one traversal that are followed. */
const MOST_STEPS = 200;

/** `a.b[c].d` and `a[*].b`, at the place of its use. */
export function evaluateTraversal({ node, head, steps }: ExpressionOf<'traversal'>, at: At): Term {
  const { scope, place } = at;
  const base = head.kind === NODE.variable ? scope.lookup(head.raw) : evaluate(head, scope);
  if (!base) return failedTerm(`'${head.raw}', which means nothing here`, place);
  if (steps.length > MOST_STEPS) return scope.budget.beyond('a reference with too many steps', place);
  return new Walk(node, at).follow(base, steps);
}

class Walk {
  readonly #node: Node;
  readonly #at: At;

  constructor(node: Node, at: At) {
    this.#node = node;
    this.#at = at;
  }

  /** What the steps lead to, at the place of the traversal. */
  follow(term: Term, steps: readonly Step[]): Term {
    return this.#take(term, steps, 0, NO_HOPS);
  }

  /** Goes on from a step; `hops` are those of the collections that were gone through, of which the value is a part. */
  #take(term: Term, steps: readonly Step[], from: number, hops: readonly Hop[]): Term {
    const step = steps[from];
    const { place, scope } = this.#at;
    if (!step) return relocate(term, place, hops);
    const go = (part: Term, collection: SettledTerm): Term => {
      const through = collection.origin.via;
      // What is taken out of something written elsewhere is there.
      const isPart = collection.origin !== NOWHERE && part.state !== 'unknown' && from + 1 === steps.length;
      const here: readonly Hop[] = isPart ? [{ span: part.origin.head, note: 'Set here.' }] : NO_HOPS;
      return this.#take(part, steps, from + 1, [...here, ...through, ...hops]);
    };
    if (step.is === 'index') {
      const key = evaluate(step.key, scope);
      return derived([term, key], place, scope.budget, ([settled, index]) =>
        settled && index ? go(this.#item(settled, index), settled) : this.#missing(),
      );
    }
    return derived([term], place, scope.budget, ([settled]) => {
      if (!settled) return this.#missing();
      if (step.is === 'member') return go(this.#member(settled, step.name), settled);
      return this.#take(this.#splat(settled, step.steps), steps, from + 1, hops);
    });
  }

  #member(term: SettledTerm, name: string): Term {
    switch (term.state) {
      case 'map':
        return valueIn(term, name) ?? this.#notIn(term);
      case 'list':
        return this.#ofOnlyItem(term, name);
      default:
        return this.#inside(term);
    }
  }

  #item(term: SettledTerm, key: SettledTerm): Term {
    // An item of an unknown list is something; a member of an unknown object may be null.
    if (term.state === 'unknown') return term;
    if (term.state !== 'map' && term.state !== 'list') return this.#inside(term);
    if ('each' in term) return (term as AlikeTerm).each;
    const text = textIn(key);
    if (text === undefined) {
      const reason = key.state === 'unknown' ? key.reason : 'an index that is not known';
      return unknownTerm(reason, this.#at.place);
    }
    if (term.inner) return this.#missing();
    if (term.state === 'map') return valueIn(term, text) ?? this.#notIn(term);
    let index = Number(text);
    for (const item of term.items()) {
      if (isGap(item)) break;
      if (index-- === 0) return term.origin.sensitive ? withSecrecy(item, true) : item;
    }
    return this.#notIn(term);
  }

  /** Each item by the steps; what is no list counts as a list of one, and null as an empty one. */
  #splat(term: SettledTerm, steps: readonly Step[]): Term {
    const { place } = this.#at;
    switch (term.state) {
      case 'list': {
        const items = [...term.items()].map((item) => (isGap(item) ? item : this.#each(item, steps)));
        return listTerm(items, term.origin, term.open);
      }
      case 'unknown':
        return { ...term, origin: place };
      case 'absent':
        return listTerm([], place);
      case 'scalar':
        if (term.value === null) return listTerm([], place);
    }
    return listTerm([this.#each(term, steps)], place);
  }

  /** What the steps of a splat lead to in one item; it stays where it is. */
  #each(item: Term, steps: readonly Step[]): Term {
    return steps.length === 0 ? item : this.#take(item, steps, 0, NO_HOPS);
  }

  /** A name after a list means the only block of it: `aws_x.y.block.name` is not Terraform, but older code has it. */
  #ofOnlyItem(list: ListTerm, name: string): Term {
    const [only, second] = list.items();
    if (!only || second) return this.#notIn(list);
    return derived([only], this.#at.place, this.#at.scope.budget, ([item]) =>
      item?.state === 'map' ? (valueIn(item, name) ?? this.#notIn(item)) : this.#missing(),
    );
  }

  /** What a part of something is that has no parts that we know. */
  #inside(term: SettledTerm): Term {
    if (term.state === 'unknown') return { ...term, written: false };
    if (term.state === 'template') return unknownTerm('a text that is only partly known', this.#at.place);
    return this.#missing();
  }

  #notIn(collection: MapTerm | ListTerm): Term {
    if (!collection.open) return this.#missing();
    const reason =
      collection.state === 'list'
        ? 'an item of a list that is only partly known'
        : `'${this.#text()}', which may be set elsewhere`;
    return { state: 'unknown', reason, written: false, origin: this.#at.place };
  }

  #missing(): Term {
    return failedTerm(`'${this.#text()}', which is not set`, this.#at.place);
  }

  #text(): string {
    const text = oneLine(this.#node.raw);
    return text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text;
  }
}

const MOST_QUOTED = 60;
const NO_HOPS: readonly Hop[] = [];
