import type { MapTerm, ScalarTerm, Term } from '../../../values/index.ts';

/** One time that a block is repeated by `count` or `for_each`; a block without either is there once, without a key. */
export interface Repetition {
  readonly key: string | number | undefined;
  /** What `each.key` and `each.value`, or `count.index`, stand for; undefined where that is not known. */
  readonly each: { readonly key: Term; readonly value: Term } | undefined;
  readonly index: Term | undefined;
}

export interface Repetitions {
  readonly items: readonly Repetition[];
  /** False when `count` or `for_each` is not known: then one stands for all. */
  readonly known: boolean;
}

const ONCE: Repetition = { key: undefined, each: undefined, index: undefined };
/** Beyond this, instances tell nothing that the first ones do not. */
const MOST = 100;

/** How often a block is there, by its `count` and `for_each`. */
export function repetitionsOf(body: MapTerm): Repetitions {
  const count = body.get('count');
  if (count && !isNull(count)) return counted(count);
  const each = body.get('for_each');
  if (each && !isNull(each)) return eached(each);
  return { items: [ONCE], known: true };
}

/** `[0]`, `["a.b"]`, or nothing. */
export function keyText(key: string | number | undefined): string {
  return key === undefined ? '' : `[${JSON.stringify(key)}]`;
}

function counted(count: Term): Repetitions {
  const times = count.state === 'scalar' ? Number(count.text) : Number.NaN;
  if (!Number.isInteger(times) || times < 0) return { items: [ONCE], known: false };
  const items: Repetition[] = [];
  for (let index = 0; index < Math.min(times, MOST); index++) {
    const term: ScalarTerm = { state: 'scalar', value: index, text: String(index), origin: count.origin };
    items.push({ key: index, each: undefined, index: term });
  }
  return { items, known: times <= MOST };
}

function eached(each: Term): Repetitions {
  const items: Repetition[] = [];
  if (each.state === 'map' && !each.open) {
    for (const { name, key, value } of each.entries()) {
      if (items.length >= MOST) return { items, known: false };
      const term: ScalarTerm = { state: 'scalar', value: name, text: name, origin: key };
      items.push({ key: name, each: { key: term, value }, index: undefined });
    }
    return { items, known: true };
  }
  if (each.state === 'list' && !each.open) {
    for (const item of each.items()) {
      if (item.state !== 'scalar') return { items: [ONCE], known: false };
      if (items.length >= MOST) return { items, known: false };
      items.push({ key: item.text, each: { key: item, value: item }, index: undefined });
    }
    return { items, known: true };
  }
  return { items: [ONCE], known: false };
}

function isNull(term: Term): boolean {
  return term.state === 'scalar' && term.value === null;
}
