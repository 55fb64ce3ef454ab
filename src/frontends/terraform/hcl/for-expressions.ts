import { NODE, type ForNames, type Node } from '../../../syntax/index.ts';
import type { Condition, SettledTerm, Term } from '../../../values/index.ts';
import { failedTerm, isFailed } from '../functions/index.ts';
import { isGap, isSet, itemsOf } from '../functions/lists.ts';
import { entriesOf } from '../functions/maps.ts';
import { compareText } from '../functions/order.ts';
import { through } from '../modules/relocate.ts';
import { conditionOf } from './conditionals.ts';
import { derived, DerivedTerm } from './derived.ts';
import { evaluate, type At, type ExpressionOf } from './evaluate.ts';
import { withNames, type Scope } from './scope.ts';
import { listTerm, mapTerm, scalarTerm, textIn, unknownTerm } from './terms.ts';

/** One round of a loop: what its names mean, and whether it takes place where that is not known yet. */
export interface Round {
  readonly scope: Scope;
  /** The item of the collection, where it is written. */
  readonly item: Term;
  readonly condition: Condition | undefined;
}

/** `[for k, v in c : value if condition]`. */
export function evaluateForList(expression: ExpressionOf<'forList'>, at: At): Term {
  const { value, condition } = expression;
  return loop(expression, condition, at, (rounds, open) =>
    listTerm(
      rounds.map((round) => made(value, expression, round)),
      at.place,
      open,
    ),
  );
}

/** `{for k, v in c : key => value... if condition}`. */
export function evaluateForMap(expression: ExpressionOf<'forMap'>, at: At): Term {
  const { key, value, groups, condition } = expression;
  const { place, scope: around } = at;
  return loop(expression, condition, at, (rounds, open) => {
    const keys = rounds.map(({ scope }) => evaluate(key, scope));
    return derived(keys, place, around.budget, (names) => {
      const parts = new Map<string, Term>();
      const grouped = new Map<string, Term[]>();
      let isOpen = open;
      for (const [index, round] of rounds.entries()) {
        const text = textIn(names[index]);
        if (text === undefined) {
          isOpen = true;
          continue;
        }
        const term = made(value, expression, round);
        const group = grouped.get(text) ?? [];
        group.push(term);
        grouped.set(text, group);
        parts.set(text, groups ? listTerm(group, place) : term);
      }
      return mapTerm(parts, place, isOpen);
    });
  });
}

/** What one round makes. An item that is handed on as it is stays where it is written, as in `concat` and `merge`. */
function made(value: Node, { valueName }: ForNames, { item, scope }: Round): Term {
  return value.kind === NODE.variable && value.raw === valueName ? item : evaluate(value, scope);
}

/**
 * What a loop makes of its rounds. An unknown collection makes it open, without any round; conditions that nobody can know
 * are decided by whoever reads the result.
 */
export function loop(
  names: ForNames,
  condition: Node | undefined,
  { scope, place }: At,
  make: (rounds: readonly Round[], open: boolean) => Term,
): Term {
  const collection = evaluate(names.collection, scope);
  return derived([collection], place, scope.budget, ([settled]) => {
    const items = settled && itemsIn(settled);
    if (settled?.state === 'unknown' && !isFailed(settled)) return make([], true);
    if (!items) {
      const isCollection = settled?.state === 'list' || settled?.state === 'map';
      if (isCollection) return scope.budget.beyond('a loop over too many items', place);
      return failedTerm('a loop over something that has no items', place);
    }
    if (!scope.budget.spend(items.length)) return scope.budget.beyond('a loop over too many items', place);
    const rounds = items.flatMap(({ key, value }, index) => {
      const hop = { span: value.origin.head, note: 'Item of the loop.' };
      const terms = new Map([[names.valueName, through(value, hop)]]);
      if (names.keyName !== undefined) terms.set(names.keyName, through(key, hop));
      return roundOf(value, withNames(scope, terms, `${index}`), condition);
    });
    const open = (settled.state === 'list' || settled.state === 'map') && settled.open;
    if (rounds.every((round) => !round.condition)) return make(rounds, open);
    return new DerivedTerm(place, scope.budget, (world) =>
      make(
        rounds.filter((round) => !round.condition || world.decide(round.condition)),
        open,
      ),
    );
  });
}

/** A round, unless its condition is known to be false. */
function roundOf(item: Term, scope: Scope, node: Node | undefined): readonly Round[] {
  const condition = node ? conditionOf(node, scope) : true;
  if (condition === false) return [];
  return [{ scope, item, condition: condition === true ? undefined : condition }];
}

export interface Item {
  readonly key: Term;
  readonly value: Term;
}

/** Lists by index, sets by item, maps by key in the order of their keys; undefined for what has no items. */
export function itemsIn(collection: SettledTerm): readonly Item[] | undefined {
  if (collection.state === 'list' && collection.inner !== true) {
    const items = itemsOf(collection);
    const isUnordered = isSet(collection);
    let surely = true;
    return items?.flatMap((value, index) => {
      surely &&= !isGap(value);
      if (isGap(value)) return [];
      const place = value.origin;
      if (isUnordered) return [{ key: value, value }];
      return [{ key: surely ? scalarTerm(index, place) : unknownTerm('an index behind unknown items', place), value }];
    });
  }
  if (collection.state === 'map' && collection.inner !== true) {
    const entries = entriesOf(collection);
    return (
      entries &&
      [...entries.values()]
        .sort((a, b) => compareText(a.name, b.name))
        .map(({ name, key, value }) => ({ key: scalarTerm(name, key), value }))
    );
  }
  return undefined;
}
