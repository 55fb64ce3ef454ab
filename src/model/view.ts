import {
  settle,
  type Json,
  type List,
  type Located,
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
import type { Span } from '../text/source.ts';
import { Allowance } from './allowance.ts';
import { convertScalar, unknown } from './convert.ts';
import type { Field, FieldType, Shape } from './shape.ts';
import type { Spelling } from './spelling.ts';

/** What reading needs besides the term: the spelling, and the world in which conditions are decided. */
export interface Reading {
  readonly spelling: Spelling;
  readonly world: World;
  /** Is told of every unknown value that somebody reads: a scalar, or a collection as a whole. */
  readonly onUnknown?: (value: Extract<Value<never>, { state: 'unknown' }>) => void;
  /** What may still be read. */
  readonly allowance: Allowance;
}

const TERM = Symbol('term');
const READING = Symbol('reading');
const READ = Symbol('fields read');
const OWNER = Symbol('owner');

type Anything = Value<string | number | boolean> | List<unknown> | Table<unknown> | Struct | Json;

/**
 * A typed view of a term: an object with one lazy property for each field of the shape, and its facts under `$`.
 * The property is read once; what it gives is a `Value`, `List`, `Table`, `Struct` or `Json` after the field's type.
 */
export function viewOf(term: SettledTerm, shape: Shape, reading: Reading, owner?: object): Struct {
  return new (classOf(shape))(term, reading, owner);
}

/** The same struct as it stands in another world. */
export function viewIn(view: Struct, world: World): Struct {
  if (!(view instanceof View)) return view;
  const reading = { ...view[READING], world, allowance: new Allowance() };
  return new (view.constructor as typeof View)(view[TERM], reading, view[OWNER]);
}

/** What a view was made for: the resource of a top-level view. */
export function ownerOf(view: object): object | undefined {
  return view instanceof View ? view[OWNER] : undefined;
}

class View implements Struct {
  // Declared only: what the constructor assigns need not be defined before, which costs as much again.
  declare readonly $: StructFacts;
  declare readonly [TERM]: SettledTerm;
  declare readonly [READING]: Reading;
  declare readonly [OWNER]: object | undefined;
  /** By the field's place in the shape; made when the first is read. */
  declare [READ]: (Anything | undefined)[] | undefined;

  constructor(term: SettledTerm, reading: Reading, owner: object | undefined) {
    this[OWNER] = owner;
    this[READ] = undefined;
    const single = reading.spelling.blocks ? unwrapBlock(term, reading.world) : term;
    this[TERM] = single;
    this[READING] = reading;
    this.$ = factsOf(single, 'map');
  }
}

const classes = new WeakMap<Shape, typeof View>();

/** One class for each shape, with a getter for each field, so that views cost what is read of them. */
function classOf(shape: Shape): typeof View {
  let known = classes.get(shape);
  if (known) return known;
  known = class extends View {};
  for (const [place, field] of [...shape.fields.values()].entries()) {
    Object.defineProperty(known.prototype, field.name, {
      enumerable: true,
      get(this: View) {
        const read = (this[READ] ??= []);
        return (read[place] ??= readField(this[TERM], shape, field, this[READING]));
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
  if (owner.state === 'map') {
    const structure = spelling.structure?.(shape.name, name);
    const found = structure ? structure(owner) : owner.get(word);
    if (found) return found;
  }
  const origin = new MissingOrigin(owner.origin, word);
  const isAbsent = owner.state === 'map' ? !owner.open : isNothing(owner);
  return isAbsent ? { state: 'absent', origin } : unknownTerm(reasonOf(owner), origin, false);
}

/** The origin of what is not written: its owner's head, under the name that it would have. */
class MissingOrigin implements Origin {
  readonly name: string;
  readonly #owner: Origin;

  constructor(owner: Origin, name: string) {
    this.#owner = owner;
    this.name = name;
  }

  get span(): Span {
    return this.#owner.head;
  }

  get head(): Span {
    return this.#owner.head;
  }

  get via(): Origin['via'] {
    return this.#owner.via;
  }

  get address(): string | undefined {
    return this.#owner.address;
  }

  get pointer(): string | undefined {
    return this.#owner.pointer;
  }
}

function convert(term: SettledTerm, type: FieldType, reading: Reading): Anything {
  switch (type.is) {
    case 'scalar':
    case 'enum': {
      const value = convertScalar(writtenOut(term, reading), type, reading.spelling.coerces);
      if (value.state === 'unknown') reading.onUnknown?.(value);
      return value;
    }
    case 'struct': {
      const struct = viewOf(openText(term, reading) ?? term, type.shape, inside(term, reading));
      tellUnknown(struct.$, reading);
      return struct;
    }
    case 'list': {
      const list = listOf(openText(term, reading) ?? term, type.of, inside(term, reading));
      tellUnknown(list, reading);
      return list;
    }
    case 'table': {
      const table = tableOf(reading.spelling.blocks ? unwrapBlock(term, reading.world) : term, type.of, reading);
      tellUnknown(table, reading);
      return table;
    }
    case 'json': {
      const document = type.embedded ? (openText(term, reading) ?? term) : term;
      if (document.state === 'unknown') tellUnknown(factsOf(document, 'map'), reading);
      return jsonOf(document, reading);
    }
  }
}

/** A collection that nobody can see into. What it refers to is a part of it at most. */
function tellUnknown(facts: StructFacts, { onUnknown }: Reading): void {
  if (facts.state !== 'unknown') return;
  const { reason = 'not known before deployment', written, origin } = facts;
  onUnknown?.({ state: 'unknown', reason, written, origin });
}

/** The document inside a text, where the format keeps one there. */
function openText(term: SettledTerm, reading: Reading): SettledTerm | undefined {
  if (term.state !== 'scalar' || typeof term.value !== 'string') return undefined;
  const inner = reading.spelling.embedded?.(term);
  return inner && settle(inner, reading.world);
}

/** The text of a document that the configuration puts where text alone is due. */
function writtenOut(term: SettledTerm, { spelling, world }: Reading): SettledTerm {
  const isDocument = (term.state === 'list' || term.state === 'map') && term.inner === true;
  const text = isDocument ? spelling.encoded?.(term) : undefined;
  return text ? settle(text, world) : term;
}

function inside(term: SettledTerm, reading: Reading): Reading {
  const spelling = reading.spelling.inside;
  const inner = term.state === 'scalar' || ((term.state === 'list' || term.state === 'map') && term.inner === true);
  return inner && spelling ? { ...reading, spelling } : reading;
}

function listOf(term: SettledTerm, type: FieldType, reading: Reading): List<Anything> {
  if (term.state === 'map' && reading.spelling.blocks) {
    return { state: 'known', written: true, open: false, items: [convert(term, type, reading)], origin: term.origin };
  }
  const facts = factsOf(term, 'list');
  const items: Anything[] = [];
  if (term.state !== 'list') return { ...facts, items };
  let { open } = facts;
  for (const item of term.items()) {
    const settledItem = settle(item, reading.world);
    if (!reading.allowance.take(settledItem)) {
      open = true;
      break;
    }
    if (isNothing(settledItem)) continue;
    if (mayBeNothing(settledItem)) open = true;
    else items.push(convert(settledItem, type, reading));
  }
  return { ...facts, open, items };
}

function tableOf(term: SettledTerm, type: FieldType, reading: Reading): Table<Anything> {
  const facts = factsOf(term, 'map');
  const entries: MapEntry<Anything>[] = [];
  if (term.state !== 'map') return { ...facts, entries, get: () => undefined };
  let { open } = facts;
  for (const entry of term.entries()) {
    const settledValue = settle(entry.value, reading.world);
    if (!reading.allowance.take(settledValue)) {
      open = true;
      break;
    }
    if (isNothing(settledValue)) continue;
    if (mayBeNothing(settledValue)) open = true;
    else entries.push(new MapEntry(entry, convert(settledValue, type, reading)));
  }
  const get = (key: string): Anything | undefined => entries.findLast((entry) => entry.key === key)?.value;
  return { ...facts, open, entries, get };
}

/** An entry of a table or a document. Where its key stands is worked out when asked for. */
class MapEntry<T> {
  readonly key: string;
  readonly value: T;
  readonly #term: { readonly key: Origin };

  constructor(term: { readonly name: string; readonly key: Origin }, value: T) {
    this.key = term.name;
    this.value = value;
    this.#term = term;
  }

  get at(): Located {
    return { origin: this.#term.key };
  }
}

/** What a term says of the collection that should stand there. */
function factsOf(term: SettledTerm, wanted: 'map' | 'list'): StructFacts {
  const { origin } = term;
  if (term.state === wanted) return { state: 'known', written: true, open: term.open, origin };
  if (isNothing(term)) return { state: 'absent', written: false, open: false, origin };
  const reason = term.state === 'scalar' ? `something that is not a ${wanted}` : reasonOf(term);
  return { state: 'unknown', reason, written: !mayBeNothing(term), open: true, origin };
}

/** Not written, or written as nothing. */
function isNothing(term: SettledTerm): boolean {
  return term.state === 'absent' || (term.state === 'scalar' && term.value === null);
}

/** Not even whether it is written is known. */
function mayBeNothing(term: SettledTerm): boolean {
  return term.state === 'unknown' && !term.written;
}

const TOO_LARGE = 'a part of something that is too large to be read';

/** Collections in collections that are read; evaluated text may hold itself. No document that AWS takes is as deep. */
const DEEPEST = 200;

/** A view of a document without a shape; each part is read once. */
export function jsonOf(term: SettledTerm, reading: Reading): Json {
  return new JsonView(term, reading);
}

class JsonView implements Json {
  readonly origin: Origin;
  readonly written: boolean;
  readonly open: boolean;
  readonly #term: SettledTerm;
  readonly #reading: Reading;
  readonly #depth: number;
  #items: readonly Json[] | undefined;
  #entries: Json['entries'] | undefined;
  #got: Map<string, Json> | undefined;

  constructor(term: SettledTerm, reading: Reading, depth = 0) {
    this.#term = term;
    this.#reading = reading;
    this.#depth = depth;
    this.origin = term.origin;
    this.written = !isNothing(term) && !mayBeNothing(term);
    this.open = term.state === 'map' || term.state === 'list' ? term.open : isHidden(term);
  }

  get state(): Json['state'] {
    return isNothing(this.#term) ? 'absent' : this.#term.state;
  }

  get value(): Json['value'] {
    const term = this.#term;
    if (term.state === 'map' || term.state === 'list') return { state: 'absent', origin: term.origin };
    if (term.state === 'scalar' && term.value !== null) {
      const known = { state: 'known', value: term.value, origin: term.origin } as const;
      return term.reference ? { ...known, reference: term.reference } : known;
    }
    return convertScalar(term, { is: 'scalar', primitive: 'string' }, true);
  }

  get items(): readonly Json[] {
    if (this.#term.state !== 'list') return [];
    return (this.#items ??= [...this.#term.items()]
      .map((item) => this.#child(item))
      .filter((item) => item.state !== 'absent'));
  }

  get entries(): Json['entries'] {
    if (this.#term.state !== 'map') return [];
    return (this.#entries ??= [...this.#term.entries()]
      .map((entry) => new MapEntry(entry, this.#child(entry.value)))
      .filter(({ value }) => value.state !== 'absent'));
  }

  get nulls(): Json['nulls'] {
    if (this.#term.state !== 'map') return [];
    return [...this.#term.entries()]
      .filter(({ value }) => this.#isNull(value))
      .map(({ name, key }) => ({ key: name, at: { origin: key } }));
  }

  get(key: string): Json {
    const known = (this.#got ??= new Map<string, Json>());
    let value = known.get(key);
    if (!value) known.set(key, (value = this.#get(key)));
    return value;
  }

  #get(key: string): Json {
    const term = this.#term;
    const found = term.state === 'map' ? term.get(key) : undefined;
    if (found) return this.#child(found);
    const origin = new MissingOrigin(this.origin, key);
    // Whoever asks a list or a scalar for a key learns that it has none.
    if (!this.open || term.state === 'list') return this.#child({ state: 'absent', origin });
    return this.#child(unknownTerm(reasonOf(term), origin, false));
  }

  #isNull(term: Term): boolean {
    const settled = settle(term, this.#reading.world);
    return settled.state === 'scalar' && settled.value === null;
  }

  #child(term: Term): Json {
    const { world, allowance } = this.#reading;
    const settled = settle(term, world);
    const depth = this.#depth + 1;
    const isThere = allowance.take(settled) && depth <= DEEPEST;
    return new JsonView(isThere ? settled : unknownTerm(TOO_LARGE, settled.origin), this.#reading, depth);
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

/** Why parts of the term are not known. */
function reasonOf(term: SettledTerm): string {
  switch (term.state) {
    case 'unknown':
      return term.reason;
    case 'template':
      return 'a text that is only partly known';
    case 'map':
      return 'not written here, but more may be merged in';
    default:
      return 'something that is not a map';
  }
}

/** A document of which at most a part of the text is known. */
function isHidden(term: SettledTerm): boolean {
  return term.state === 'unknown' || term.state === 'template';
}

/** A map without entries: the neutral term of synthetic structures. */
export function emptyMap(origin: Origin): MapTerm {
  return { state: 'map', open: false, origin, get: () => undefined, entries: () => [] };
}

export function unknownTerm(reason: string, origin: Origin, written = true): UnknownTerm {
  return { state: 'unknown', reason, written, origin };
}

export { unknown as unknownValue };
