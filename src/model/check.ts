import { closest } from '../domain/closest.ts';
import type { ListTerm, MapTerm, Origin, ScalarTerm, Term } from '../values/index.ts';
import { coerce, describeType } from './convert.ts';
import type { Mistake } from './mistake.ts';
import { ownerText, type Scope } from './owner-text.ts';
import type { FieldType, Shape } from './shape.ts';
import { wordsOf, type ShapeWords, type Written } from './shape-words.ts';
import type { Spelling } from './spelling.ts';
import { fieldTerm } from './view.ts';

type Plain = Extract<FieldType, { is: 'scalar' | 'enum' }>;

/**
 * Holds a term against its shape and tells of what AWS or Kubernetes would refuse in its form: unknown and missing
 * fields, values of the wrong type, outside an enum or a range. `owner` is what a message calls the whole: "task
 * definition 'web'". Both sides of a condition are checked; what is unknown or deferred is taken to be right, and null
 * to be absent. Visits each term once; never throws.
 */
export function checkShape(
  term: Term,
  shape: Shape,
  spelling: Spelling,
  owner: string,
  tell: (mistake: Mistake) => void,
): void {
  const top: Scope = { above: undefined, owner, field: '', shape, map: undefined, item: false };
  const check = new Check(spelling, tell);
  for (const side of sidesOf(term)) if (side.state === 'map') check.fields(side, shape, top);
}

class Check {
  readonly #spelling: Spelling;
  readonly #tell: (mistake: Mistake) => void;

  constructor(spelling: Spelling, tell: (mistake: Mistake) => void) {
    this.#spelling = spelling;
    this.#tell = tell;
  }

  /** The fields of a struct. */
  fields(map: MapTerm, shape: Shape, scope: Scope): void {
    const words = wordsOf(shape, this.#spelling);
    let present = 0;
    for (const entry of map.entries()) {
      const { name } = entry;
      const written = words.fields.get(name);
      if (!written) {
        const fine = shape.open || this.#spelling.accepts?.(shape.name, name);
        if (fine !== true) this.#unknown(name, entry.key, words, scope);
        continue;
      }
      const { value } = entry;
      if (written.bit !== 0 && !isNothing(value)) present |= written.bit;
      this.#value(value, written.field.type, written, scope);
    }
    for (const written of words.structured) {
      const value = fieldTerm(map, shape, written.field.name, this.#spelling);
      if (written.bit !== 0 && !isNothing(value)) present |= written.bit;
      const word = value.origin.name;
      this.#value(value, written.field.type, word === '' ? written : { ...written, word }, scope);
    }
    if (present !== words.required && !map.open) this.#missing(map, shape, present, words, scope);
  }

  /** A value of this field, or within its list or table, where `key` is that of the entry. */
  #value(term: Term, type: FieldType, at: Written, scope: Scope, key?: string): void {
    switch (term.state) {
      case 'scalar':
        if (term.value !== null) this.#scalar(term, type, at, scope, key);
        break;
      case 'map':
        this.#map(term, type, at, scope, key);
        break;
      case 'list':
        this.#list(term, type, at, scope, key);
        break;
      case 'choice':
        this.#value(term.then, type, at, scope, key);
        this.#value(term.else, type, at, scope, key);
        break;
      default:
        break;
    }
  }

  #scalar(term: ScalarTerm, type: FieldType, at: Written, scope: Scope, key?: string): void {
    switch (type.is) {
      case 'scalar':
      case 'enum':
        this.#plain(term, type, at, scope, key);
        break;
      case 'struct':
      case 'list': {
        const { inside } = this.#spelling;
        const document = inside && typeof term.value === 'string' ? this.#spelling.embedded?.(term) : undefined;
        if (inside && document) new Check(inside, this.#tell).#value(document, type, at, scope, key);
        else this.#mistyped(term, type, at, scope, key);
        break;
      }
      case 'table':
        this.#mistyped(term, type, at, scope, key);
        break;
      case 'json':
        break;
    }
  }

  #plain(term: ScalarTerm, type: Plain, at: Written, scope: Scope, key?: string): void {
    const value = coerce(term, type, this.#spelling.coerces);
    if (value === undefined) {
      this.#mistyped(term, type, at, scope, key);
      return;
    }
    const { range } = at.field;
    if (
      type.is === 'enum'
        ? type.values.includes(String(value))
        : !range || typeof value !== 'number' || (value >= range.from && value <= range.to)
    )
      return;
    const place = { origin: term.origin, field: fieldText(at, key), owner: ownerText(scope, this.#spelling) };
    if (type.is === 'enum') {
      const { values: allowed } = type;
      this.#tell({
        kind: 'syntax.badValue',
        ...place,
        value: term.text,
        allowed,
        closest: closest(term.text, allowed),
      });
    } else if (range && typeof value === 'number') {
      this.#tell({ kind: 'syntax.outOfRange', ...place, value, from: range.from, to: range.to });
    }
  }

  #map(term: MapTerm, type: FieldType, at: Written, scope: Scope, key?: string): void {
    switch (type.is) {
      case 'struct': {
        const { shape } = type;
        const item = at.field.type.is === 'list';
        this.#within(term).fields(term, shape, { above: scope, owner: '', field: at.word, shape, map: term, item });
        break;
      }
      case 'table':
        for (const { name, value } of term.entries()) this.#value(value, type.of, at, scope, name);
        break;
      case 'list':
        if (this.#spelling.blocks) this.#value(term, type.of, at, scope, key);
        else this.#mistyped(term, type, at, scope, key);
        break;
      case 'scalar':
      case 'enum':
        this.#mistyped(term, type, at, scope, key);
        break;
      case 'json':
        break;
    }
  }

  #list(term: ListTerm, type: FieldType, at: Written, scope: Scope, key?: string): void {
    if (type.is === 'json') return;
    if (type.is === 'list') {
      const check = this.#within(term);
      for (const value of term.items()) check.#value(value, type.of, at, scope, key);
    } else if (this.#spelling.blocks && (type.is === 'struct' || type.is === 'table')) {
      for (const value of term.items()) this.#value(value, type, at, scope, key);
    } else {
      this.#mistyped(term, type, at, scope, key);
    }
  }

  #missing(map: MapTerm, shape: Shape, present: number, words: ShapeWords, scope: Scope): void {
    for (const { word, field, bit } of [...words.fields.values(), ...words.structured]) {
      if (bit === 0 || (present & bit) !== 0) continue;
      const { origin } = fieldTerm(map, shape, field.name, this.#spelling);
      this.#tell({ kind: 'syntax.missingField', origin, field: word, owner: ownerText(scope, this.#spelling) });
    }
  }

  #unknown(field: string, origin: Origin, words: ShapeWords, scope: Scope): void {
    const owner = ownerText(scope, this.#spelling);
    this.#tell({ kind: 'syntax.unknownField', origin, field, owner, closest: closest(field, words.fields.keys()) });
  }

  #mistyped(term: ScalarTerm | MapTerm | ListTerm, type: FieldType, at: Written, scope: Scope, key?: string): void {
    const place = { origin: term.origin, field: fieldText(at, key), owner: ownerText(scope, this.#spelling) };
    const whole = at.field.type;
    // An item in a list of maps: that the field is a list is right.
    const isItem = type.is === 'struct' && whole.is === 'list' && whole.of === type && !this.#spelling.blocks;
    const expected = isItem ? 'a list of maps' : describeType(type);
    const actual = `${isItem ? 'one with ' : ''}${describeTerm(term, type)}`;
    this.#tell({ kind: 'syntax.wrongType', ...place, expected, actual });
  }

  /** What checks the content of a document that an expression builds within the configuration. */
  #within(term: MapTerm | ListTerm): Check {
    const { inside } = this.#spelling;
    return inside && term.inner === true ? new Check(inside, this.#tell) : this;
  }
}

function fieldText({ word }: Written, key: string | undefined): string {
  return key === undefined ? word : `${word}.${key}`;
}

function* sidesOf(term: Term): Generator<Term> {
  if (term.state !== 'choice') {
    yield term;
    return;
  }
  yield* sidesOf(term.then);
  yield* sidesOf(term.else);
}

function isNothing(term: Term): boolean {
  return term.state === 'absent' || (term.state === 'scalar' && term.value === null);
}

function describeTerm(term: ScalarTerm | MapTerm | ListTerm, wanted: FieldType): string {
  if (term.state !== 'scalar') return term.state === 'map' ? 'a map' : 'a list';
  if (typeof term.value === 'number' && wanted.is === 'scalar' && wanted.primitive === 'integer')
    return Number.isFinite(term.value) ? 'a fraction' : 'a number so large';
  if (typeof term.value === 'number') return 'a number';
  return typeof term.value === 'boolean' ? 'true or false' : 'text';
}
