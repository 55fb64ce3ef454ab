import { UNKNOWN_TEXT, type JsonPath, type PlainJson } from '../domain/index.ts';
import type { Json } from '../values/index.ts';
import { parseableText } from './text.ts';

/** A document for the parsers of the kit, as JSON.parse would give it; what is not known stands in it as UNKNOWN_TEXT. */
export function plainJson(json: Json): PlainJson {
  switch (json.state) {
    case 'map': {
      const members = json.entries.map(({ key, value }): [string, PlainJson] => [key, plainJson(value)]);
      const nulls = json.nulls.map(({ key }): [string, PlainJson] => [key, null]);
      return Object.fromEntries([...members, ...nulls, ...(json.open ? [[UNKNOWN_TEXT, UNKNOWN_TEXT] as const] : [])]);
    }
    case 'list': {
      const items = json.items.map(plainJson);
      return json.open ? [...items, UNKNOWN_TEXT] : items;
    }
    case 'absent':
      return null;
    default: {
      const { value } = json;
      return value.state === 'known' && typeof value.value !== 'string'
        ? value.value
        : (parseableText(value) ?? UNKNOWN_TEXT);
    }
  }
}

/** The part of a document at a path in what `plainJson` made of it, or the innermost one around it that is written. */
export function partAt(json: Json, path: JsonPath): Json {
  let at = json;
  for (const step of path) {
    const next = typeof step === 'number' ? at.items[step] : at.get(step);
    if (!next) return at;
    at = next;
  }
  return at;
}
