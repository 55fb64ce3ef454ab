import { NODE, type Node, type Step } from '../../../syntax/index.ts';
import type { ListTerm, MapTerm, SettledTerm, Term } from '../../../values/index.ts';
import { failedTerm } from '../functions/index.ts';
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

/** `a.b[c].d` and `a[*].b`, at the place of its use. */
export function evaluateTraversal({ node, head, steps }: ExpressionOf<'traversal'>, at: At): Term {
  const { scope, place } = at;
  const base = head.kind === NODE.variable ? scope.lookup(head.raw) : evaluate(head, scope);
  if (!base) return failedTerm(`'${head.raw}', which means nothing here`, place);
  return relocate(new Walk(node, at).follow(base, steps, 0), place);
}

class Walk {
  readonly #node: Node;
  readonly #at: At;

  constructor(node: Node, at: At) {
    this.#node = node;
    this.#at = at;
  }

  follow(term: Term, steps: readonly Step[], from: number): Term {
    const step = steps[from];
    if (!step) return term;
    const { place, scope } = this.#at;
    if (step.is === 'index') {
      const key = evaluate(step.key, scope);
      return derived([term, key], place, scope.budget, ([settled, index]) =>
        settled && index ? this.follow(this.#item(settled, index), steps, from + 1) : this.#missing(),
      );
    }
    return derived([term], place, scope.budget, ([settled]) => {
      if (!settled) return this.#missing();
      const next = step.is === 'member' ? this.#member(settled, step.name) : this.#splat(settled, step.steps);
      return this.follow(next, steps, from + 1);
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
        const items = [...term.items()].map((item) => (isGap(item) ? item : this.follow(item, steps, 0)));
        return listTerm(items, term.origin, term.open);
      }
      case 'unknown':
        return { ...term, origin: place };
      case 'absent':
        return listTerm([], place);
      case 'scalar':
        if (term.value === null) return listTerm([], place);
    }
    return listTerm([this.follow(term, steps, 0)], place);
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
    const reason = `'${this.#text()}', which may be set elsewhere`;
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
