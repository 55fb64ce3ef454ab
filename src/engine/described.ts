import type { FieldType, Shape } from '../model/index.ts';
import { originOf, type Json, type List, type Place, type Struct, type Table, type Value } from '../values/index.ts';
import { hideText, masked, maskedTemplate } from './mask-secrets.ts';
import { MASK } from './message.ts';

/** A value as `ecs-lint model` prints it. */
export type Described = string | number | boolean | readonly Described[] | { readonly [key: string]: Described };

/** Anything that a field of a view may give. */
export type Anything = Value<string | number | boolean> | List<unknown> | Table<unknown> | Struct | Json;

/** What one world shows of a value: its collections with the places where they are written, to compare worlds by. */
export type Tree =
  | { readonly is: 'nothing' }
  | { readonly is: 'value'; readonly described: Described }
  | { readonly is: 'struct'; readonly place: string; readonly view: Struct; readonly shape: Shape }
  | { readonly is: 'list' | 'map'; readonly place: string; readonly parts: readonly Part[] };

/** An item by its place, or an entry by its key. */
export interface Part {
  readonly key: string;
  readonly tree: Tree;
}

export const NOTHING: Tree = { is: 'nothing' };
const UNKNOWN = 'not known before deployment';
const TOO_MUCH: Tree = { is: 'value', described: { $unknown: 'part of a resource that is too large to be listed' } };

/** UTF-16 units of text that count as much as a value. */
const UNITS = 64;

/** How much may still be listed: of a resource, in all worlds together, and of all resources. */
export class Room {
  #left: number;
  readonly #around: Room | undefined;

  constructor(most: number, around?: Room) {
    this.#left = most;
    this.#around = around;
  }

  /** False where there is no more room for a value, and for what it holds. */
  take(text = ''): boolean {
    this.#left -= 1 + Math.floor(text.length / UNITS);
    return this.#left >= 0 && this.#around?.take(text) !== false;
  }
}

/** Reads all of a value but the fields of its structs, each of which is described for itself. */
export function treeOf(thing: Anything, type: FieldType, name: string, room: Room): Tree {
  if (type.is === 'json') return treeOfJson(thing as Json, room);
  if (type.is === 'scalar' || type.is === 'enum') return treeOfValue(thing as Value<string>, name, room);
  const facts = '$' in thing ? thing.$ : (thing as List<Anything>);
  if (!facts.written) return NOTHING;
  if (facts.state === 'unknown') return { is: 'value', described: { $unknown: facts.reason ?? UNKNOWN } };
  if (!room.take()) return TOO_MUCH;
  const place = placeOf(facts);
  switch (type.is) {
    case 'struct':
      return { is: 'struct', place, view: thing as Struct, shape: type.shape };
    case 'list': {
      const { items } = thing as List<Anything>;
      return { is: 'list', place, parts: itemsOf(items, (item) => treeOf(item, type.of, name, room)) };
    }
    case 'table': {
      const { entries } = thing as Table<Anything>;
      return {
        is: 'map',
        place,
        parts: entries.map(({ key, value }) => ({ key, tree: treeOf(value, type.of, key, room) })),
      };
    }
  }
}

function treeOfJson(json: Json, room: Room): Tree {
  const { state } = json;
  if ((state === 'map' || state === 'list') && !room.take()) return TOO_MUCH;
  const place = placeOf(json);
  switch (state) {
    case 'absent':
      return NOTHING;
    case 'map':
      return {
        is: 'map',
        place,
        parts: json.entries.map(({ key, value }) => ({ key, tree: treeOfJson(value, room) })),
      };
    case 'list':
      return { is: 'list', place, parts: itemsOf(json.items, (item) => treeOfJson(item, room)) };
    default:
      return treeOfValue(json.value, json.origin.name, room);
  }
}

function treeOfValue(value: Value<string | number | boolean>, name: string, room: Room): Tree {
  if (value.state !== 'absent' && !room.take(textIn(value))) return TOO_MUCH;
  switch (value.state) {
    case 'known':
      return { is: 'value', described: value.origin.sensitive ? MASK : masked(name, value.value) };
    case 'template': {
      const parts = value.parts.map((part) => (typeof part === 'string' ? part : { $unknown: part.reason }));
      const described = value.origin.sensitive ? { $template: parts.map(hideText) } : maskedTemplate(name, parts);
      return { is: 'value', described };
    }
    case 'unknown':
      return value.written ? { is: 'value', described: { $unknown: value.reason } } : NOTHING;
    case 'absent':
      return NOTHING;
  }
}

function textIn(value: Value<string | number | boolean>): string {
  return value.state === 'known' && typeof value.value === 'string' ? value.value : '';
}

/** Items by the place where they are written, and by their turn where several come from one place. */
function itemsOf<T extends Place>(items: readonly T[], read: (item: T) => Tree): Part[] {
  const turns = new Map<string, number>();
  return items.map((item) => {
    const place = placeOf(item);
    const turn = turns.get(place) ?? 0;
    turns.set(place, turn + 1);
    return { key: `${place} ${String(turn)}`, tree: read(item) };
  });
}

function placeOf(thing: Place): string {
  const { source, start, end } = originOf(thing).span;
  return `${source.path} ${String(start)} ${String(end)}`;
}
