import type { Node } from '../../syntax/index.ts';
import { settle, World } from '../../values/index.ts';
import type { Evaluator } from './evaluator.ts';
import { Locals } from './locals.ts';
import { scalarText } from './texts.ts';

/** An entry of a map as the template has it once its loops are unrolled. */
export interface MapEntry {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
  /** Reads the value; it knows the variables of the loops around it. */
  readonly evaluator: Evaluator;
}

export interface Expansion {
  readonly entries: readonly MapEntry[];
  /** More entries may come from a transform, or from a loop over something unknown. */
  readonly open: boolean;
}

/** Turns of loops in one map. CloudFormation allows 500 resources in a template. */
const MAX_TURNS = 1000;

/** Whether a map has keys that stand for other entries. */
export function hasMacroKeys(map: Node): boolean {
  for (const { key } of map.ownEntries()) {
    const { text } = key;
    if (text.startsWith('Fn::ForEach::') || text === 'Fn::Transform') return true;
  }
  return false;
}

/** The entries of a map, its `Fn::ForEach` loops unrolled. */
export function expandEntries(map: Node, evaluator: Evaluator): Expansion {
  const entries: MapEntry[] = [];
  const open = new Unroller(entries).unroll(map, evaluator);
  return { entries, open };
}

class Unroller {
  readonly #entries: MapEntry[];
  #turns = MAX_TURNS;

  constructor(entries: MapEntry[]) {
    this.#entries = entries;
  }

  /** True when there may be more entries than could be added. */
  unroll(map: Node, evaluator: Evaluator): boolean {
    let open = false;
    for (const { key, value } of map.entries()) {
      const name = key.text;
      if (name.startsWith('Fn::ForEach::')) open = this.#loop(value, evaluator) || open;
      else if (name === 'Fn::Transform') open = true;
      else this.#entries.push({ name: evaluator.locals?.fill(name) ?? name, key, value, evaluator });
    }
    return open;
  }

  #loop(loop: Node, evaluator: Evaluator): boolean {
    const [variable, collection, body, ...more] = loop.items();
    if (!variable?.isScalar || !collection || !body?.isMap || more.length > 0) return true;
    const values = collectionOf(collection, evaluator);
    let open = values === undefined;
    for (const value of values ?? []) {
      if (--this.#turns < 0) return true;
      open = this.unroll(body, evaluator.within(new Locals(variable.text, value, evaluator.locals))) || open;
    }
    return open;
  }
}

/** The texts that a loop runs over; undefined when they are not known. */
function collectionOf(collection: Node, evaluator: Evaluator): readonly string[] | undefined {
  const world = new World();
  const list = settle(evaluator.evaluate(collection), world);
  if (list.state !== 'list' || list.open) return undefined;
  const values: string[] = [];
  for (const item of list.items()) {
    const settled = settle(item, world);
    if (settled.state === 'absent') continue;
    if (settled.state === 'list' && !settled.open) {
      // `[!Ref List, other]` is a flat list.
      for (const inner of settled.items()) {
        const innermost = settle(inner, world);
        if (innermost.state !== 'scalar') return undefined;
        values.push(scalarText(innermost));
      }
    } else if (settled.state === 'scalar') values.push(scalarText(settled));
    else return undefined;
  }
  return values;
}
