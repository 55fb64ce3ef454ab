import {
  settle,
  type Json,
  type List,
  type MapTerm,
  type Origin,
  type SettledTerm,
  type Struct,
  type StructFacts,
  type Table,
  type Term,
  type UnknownTerm,
  type Value,
  type World,
} from '../values/index.ts';
import { convertScalar, unknown } from './convert.ts';
import type { Field, FieldType, Shape } from './shape.ts';
import type { Spelling } from './spelling.ts';

/** What reading needs besides the term: the spelling, and the world in which conditions are decided. */
export interface Reading {
  readonly spelling: Spelling;
  readonly world: World;
  /** Is told of every unknown scalar that somebody reads. */
  readonly onUnknown?: (value: Extract<Value<never>, { state: 'unknown' }>) => void;
}

const TERM = Symbol('term');
const READING = Symbol('reading');
const READ = Symbol('fields read');

type Anything = Value<string | number | boolean> | List<unknown> | Table<unknown> | Struct | Json;

/**
 * A typed view of a term: an object with one lazy property for each field of the shape, and its facts under `$`.
 * The property is read once; what it gives is a `Value`, `List`, `Table`, `Struct` or `Json` after the field's type.
 */
export function viewOf(term: SettledTerm, shape: Shape, reading: Reading): Struct {
  return new (classOf(shape))(term, reading);
}

class View implements Struct {
  readonly $: StructFacts;
  readonly [TERM]: SettledTerm;
  readonly [READING]: Reading;
  readonly [READ]: Record<string, Anything> = {};

  constructor(term: SettledTerm, reading: Reading) {
    const single = reading.spelling.blocks ? unwrapBlock(term, reading.world) : term;
    this[TERM] = single;
    this[READING] = reading;
    this.$ = { state: structState(single), open: single.state === 'map' && single.open, origin: single.origin };
  }
}

const classes = new WeakMap<Shape, typeof View>();

/** One class for each shape, with a getter for each field, so that views cost what is read of them. */
function classOf(shape: Shape): typeof View {
  let known = classes.get(shape);
  if (known) return known;
  known = class extends View {};
  for (const field of shape.fields.values()) {
    Object.defineProperty(known.prototype, field.name, {
      enumerable: true,
      get(this: View) {
        return (this[READ][field.name] ??= readField(this[TERM], shape, field, this[READING]));
      },
    });
  }
  classes.set(shape, known);
  return known;
}

function readField(owner: SettledTerm, shape: Shape, field: Field, reading: Reading): Anything {
  const { spelling, world } = reading;
  const raw = fieldTerm(owner, shape, field.name, spelling);
  return convert(settle(raw, world), field.type, reading);
}

/** The term of a field in its owner; absent with the owner's place when it is not written. */
export function fieldTerm(owner: SettledTerm, shape: Shape, name: string, spelling: Spelling): Term {
  const word = spelling.word(shape.name, name);
  switch (owner.state) {
    case 'map': {
      const structure = spelling.structure?.(shape.name, name);
      const found = structure ? structure(owner) : owner.get(word);
      if (found) return found;
      const origin = missing(owner.origin, word);
      return owner.open
        ? { state: 'unknown', reason: 'not written here, but more may be merged in', written: false, origin }
        : { state: 'absent', origin };
    }
    case 'unknown':
      return { ...owner, written: false, origin: missing(owner.origin, word) };
    case 'template':
      return {
        state: 'unknown',
        reason: 'a text that is only partly known',
        written: false,
        origin: missing(owner.origin, word),
      };
    case 'absent':
      return { state: 'absent', origin: missing(owner.origin, word) };
    case 'list':
    case 'scalar':
      if (owner.state === 'scalar' && owner.value === null)
        return { state: 'absent', origin: missing(owner.origin, word) };
      return {
        state: 'unknown',
        reason: 'something that is not a map',
        written: false,
        origin: missing(owner.origin, word),
      };
  }
}

/** The origin of what is not written: its owner's head, under the name that it would have. */
function missing(owner: Origin, name: string): Origin {
  return {
    get span() {
      return owner.head;
    },
    get head() {
      return owner.head;
    },
    name,
    via: owner.via,
    ...(owner.pointer !== undefined && { pointer: owner.pointer }),
  };
}

function convert(term: SettledTerm, type: FieldType, reading: Reading): Anything {
  switch (type.is) {
    case 'scalar':
    case 'enum': {
      const value = convertScalar(term, type, reading.spelling.coerces);
      if (value.state === 'unknown') reading.onUnknown?.(value);
      return value;
    }
    case 'struct':
      return viewOf(openText(term, reading) ?? term, type.shape, inside(term, reading));
    case 'list':
      return listOf(openText(term, reading) ?? term, type.of, inside(term, reading));
    case 'table':
      return tableOf(reading.spelling.blocks ? unwrapBlock(term, reading.world) : term, type.of, reading);
    case 'json':
      return jsonOf(type.embedded ? (openText(term, reading) ?? term) : term, reading);
  }
}

/** The document inside a text, where the format keeps one there. */
function openText(term: SettledTerm, reading: Reading): SettledTerm | undefined {
  if (term.state !== 'scalar' || typeof term.value !== 'string') return undefined;
  const inner = reading.spelling.embedded?.(term);
  return inner && settle(inner, reading.world);
}

function inside(term: SettledTerm, reading: Reading): Reading {
  const spelling = reading.spelling.inside;
  const inner = term.state === 'scalar' || ((term.state === 'list' || term.state === 'map') && term.inner === true);
  return inner && spelling ? { ...reading, spelling } : reading;
}

function listOf(term: SettledTerm, type: FieldType, reading: Reading): List<Anything> {
  const { origin } = term;
  switch (term.state) {
    case 'list': {
      const items: Anything[] = [];
      let open = term.open;
      for (const item of term.items()) {
        const settledItem = settle(item, reading.world);
        if (settledItem.state === 'absent') continue;
        if (settledItem.state === 'unknown' && !settledItem.written) open = true;
        else items.push(convert(settledItem, type, reading));
      }
      return { state: 'known', items, open, origin };
    }
    case 'absent':
      return { state: 'absent', items: [], open: false, origin };
    case 'scalar':
      if (term.value === null) return { state: 'absent', items: [], open: false, origin };
      break;
    case 'map':
      if (reading.spelling.blocks)
        return { state: 'known', items: [convert(term, type, reading)], open: false, origin };
      break;
    case 'unknown':
    case 'template':
      break;
  }
  return { state: 'unknown', items: [], open: true, origin };
}

function tableOf(term: SettledTerm, type: FieldType, reading: Reading): Table<Anything> {
  const { origin } = term;
  if (term.state === 'map') {
    const entries: { key: string; value: Anything }[] = [];
    for (const { name, value } of term.entries()) {
      const settledValue = settle(value, reading.world);
      if (settledValue.state !== 'absent') entries.push({ key: name, value: convert(settledValue, type, reading) });
    }
    const get = (key: string): Anything | undefined => entries.findLast((entry) => entry.key === key)?.value;
    return { state: 'known', entries, open: term.open, origin, get };
  }
  const absent = term.state === 'absent' || (term.state === 'scalar' && term.value === null);
  return { state: absent ? 'absent' : 'unknown', entries: [], open: !absent, origin, get: () => undefined };
}

/** A view of a document without a shape. */
export function jsonOf(term: SettledTerm, reading: Reading): Json {
  return new JsonView(term, reading);
}

class JsonView implements Json {
  readonly origin: Origin;
  readonly open: boolean;
  readonly #term: SettledTerm;
  readonly #reading: Reading;

  constructor(term: SettledTerm, reading: Reading) {
    this.#term = term;
    this.#reading = reading;
    this.origin = term.origin;
    this.open = (term.state === 'map' || term.state === 'list') && term.open;
  }

  get state(): Json['state'] {
    return this.#term.state === 'scalar' && this.#term.value === null ? 'absent' : this.#term.state;
  }

  get value(): Json['value'] {
    const term = this.#term;
    if (term.state === 'map' || term.state === 'list') return { state: 'absent', origin: term.origin };
    if (term.state === 'scalar' && term.value !== null)
      return { state: 'known', value: term.value, origin: term.origin };
    return convertScalar(term, { is: 'scalar', primitive: 'string' }, true);
  }

  get items(): readonly Json[] {
    if (this.#term.state !== 'list') return [];
    return [...this.#term.items()].map((item) => this.#child(item)).filter((item) => item.state !== 'absent');
  }

  get entries(): Json['entries'] {
    if (this.#term.state !== 'map') return [];
    return [...this.#term.entries()].map(({ name, value }) => ({ key: name, value: this.#child(value) }));
  }

  get(key: string): Json {
    const term = this.#term;
    const origin = missing(this.origin, key);
    if (term.state === 'map') {
      const found = term.get(key);
      if (found) return this.#child(found);
      return this.#child(
        term.open
          ? { state: 'unknown', reason: 'merged in from outside', written: false, origin }
          : { state: 'absent', origin },
      );
    }
    return this.#child(term.state === 'unknown' ? { ...term, written: false, origin } : { state: 'absent', origin });
  }

  #child(term: Term): Json {
    return new JsonView(settle(term, this.#reading.world), this.#reading);
  }
}

/** Terraform writes a nested block as a list of one, and an unset one as an empty list. */
function unwrapBlock(term: SettledTerm, world: World): SettledTerm {
  if (term.state !== 'list') return term;
  const items: SettledTerm[] = [];
  for (const item of term.items()) {
    const settledItem = settle(item, world);
    if (settledItem.state !== 'absent') items.push(settledItem);
    if (items.length > 1) break;
  }
  const [first] = items;
  if (first) return first;
  return term.open
    ? { state: 'unknown', reason: 'a block that may be generated', written: false, origin: term.origin }
    : { state: 'absent', origin: term.origin };
}

function structState(term: SettledTerm): StructFacts['state'] {
  if (term.state === 'map') return 'known';
  if (term.state === 'absent' || (term.state === 'scalar' && term.value === null)) return 'absent';
  return 'unknown';
}

/** A map without entries: the neutral term of synthetic structures. */
export function emptyMap(origin: Origin): MapTerm {
  return { state: 'map', open: false, origin, get: () => undefined, entries: () => [] };
}

export function unknownTerm(reason: string, origin: Origin, written = true): UnknownTerm {
  return { state: 'unknown', reason, written, origin };
}

export { unknown as unknownValue };
