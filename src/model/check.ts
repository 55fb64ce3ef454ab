import { closest } from '../domain/closest.ts';
import type { ListTerm, MapTerm, Origin, ScalarTerm, Term } from '../values/index.ts';
import { coerce, describeType } from './convert.ts';
import type { Mistake } from './mistake.ts';
import { ownerText, type Scope } from './owner-text.ts';
import type { Field, FieldType, Shape } from './shape.ts';
import type { Spelling } from './spelling.ts';
import { fieldTerm } from './view.ts';

type Tell = (mistake: Mistake) => void;

/**
 * Holds a term against its shape and tells of what AWS or Kubernetes would refuse in its form: unknown and missing
 * fields, values of the wrong type, outside an enum or a range. `owner` is what a message calls the whole: "task
 * definition 'web'". Both sides of a condition are checked; what is unknown or deferred is taken to be right, and null
 * to be absent. Visits each term once; never throws.
 */
export function checkShape(term: Term, shape: Shape, spelling: Spelling, owner: string, tell: Tell): void {
  const top: Scope = { above: undefined, owner, field: '', shape, map: undefined, item: false };
  new Check(spelling, tell).struct(term, shape, '', top, false, undefined);
}

class Check {
  readonly #spelling: Spelling;
  readonly #tell: Tell;
  readonly #plans: Map<Shape, Plan>;

  constructor(spelling: Spelling, tell: Tell) {
    this.#spelling = spelling;
    this.#tell = tell;
    this.#plans = plansOf(spelling);
  }

  /** A value of any type; `word` is the field that holds it or the list that it is in, `scope` the map around that. */
  value(term: Term, type: FieldType, word: string, scope: Scope, range: Field['range']): void {
    switch (type.is) {
      case 'scalar':
      case 'enum':
        return this.scalar(term, type, word, scope, range);
      case 'struct':
        return this.struct(term, type.shape, word, scope, false, type);
      case 'list':
        return this.list(term, type, word, scope, range);
      case 'table':
        return this.table(term, type, word, scope);
      case 'json':
        return;
    }
  }

  scalar(
    term: Term,
    type: Extract<FieldType, { is: 'scalar' | 'enum' }>,
    word: string,
    scope: Scope,
    range: Field['range'],
  ): void {
    switch (term.state) {
      case 'scalar': {
        if (term.value === null) return;
        const value = coerce(term, type, this.#spelling.coerces);
        if (value === undefined) this.#mistyped(term, type, word, scope);
        else if (type.is === 'enum') this.#oneOf(term, value, type.values, word, scope);
        else if (range && typeof value === 'number' && (value < range.from || value > range.to)) {
          const { from, to } = range;
          this.#tell({
            kind: 'syntax.outOfRange',
            origin: term.origin,
            field: word,
            owner: ownerText(scope, this.#spelling),
            value,
            from,
            to,
          });
        }
        return;
      }
      case 'map':
      case 'list':
        return this.#mistyped(term, type, word, scope);
      case 'choice':
        this.scalar(term.then, type, word, scope, range);
        return this.scalar(term.else, type, word, scope, range);
      default:
        return;
    }
  }

  struct(term: Term, shape: Shape, word: string, scope: Scope, item: boolean, type: FieldType | undefined): void {
    switch (term.state) {
      case 'map': {
        const inner: Scope = type ? { above: scope, owner: '', field: word, shape, map: term, item } : scope;
        return this.#within(term).fields(term, shape, inner);
      }
      case 'list':
        if (this.#spelling.blocks) for (const block of term.items()) this.struct(block, shape, word, scope, item, type);
        else if (type) this.#mistyped(term, type, word, scope);
        return;
      case 'scalar': {
        if (term.value === null || !type) return;
        const inner = this.#opened(term);
        if (!inner) return this.#mistyped(term, type, word, scope);
        return this.#within(term).struct(inner, shape, word, scope, item, type);
      }
      case 'choice':
        this.struct(term.then, shape, word, scope, item, type);
        return this.struct(term.else, shape, word, scope, item, type);
      default:
        return;
    }
  }

  list(term: Term, type: Extract<FieldType, { is: 'list' }>, word: string, scope: Scope, range: Field['range']): void {
    const { of } = type;
    switch (term.state) {
      case 'list':
        for (const item of term.items()) this.#within(term).#item(item, of, word, scope, range);
        return;
      case 'map':
        if (this.#spelling.blocks) return this.value(term, of, word, scope, range);
        return this.#mistyped(term, type, word, scope);
      case 'scalar': {
        if (term.value === null) return;
        const inner = this.#opened(term);
        if (!inner) return this.#mistyped(term, type, word, scope);
        return this.#within(term).list(inner, type, word, scope, range);
      }
      case 'choice':
        this.list(term.then, type, word, scope, range);
        return this.list(term.else, type, word, scope, range);
      default:
        return;
    }
  }

  #item(term: Term, type: FieldType, word: string, scope: Scope, range: Field['range']): void {
    if (type.is === 'struct') this.struct(term, type.shape, word, scope, true, type);
    else this.value(term, type, word, scope, range);
  }

  table(term: Term, type: Extract<FieldType, { is: 'table' }>, word: string, scope: Scope): void {
    switch (term.state) {
      case 'map':
        for (const { name, value } of term.entries()) this.value(value, type.of, `${word}.${name}`, scope, undefined);
        return;
      case 'list':
        if (this.#spelling.blocks) for (const block of term.items()) this.table(block, type, word, scope);
        else this.#mistyped(term, type, word, scope);
        return;
      case 'scalar':
        if (term.value !== null) this.#mistyped(term, type, word, scope);
        return;
      case 'choice':
        this.table(term.then, type, word, scope);
        return this.table(term.else, type, word, scope);
      default:
        return;
    }
  }

  fields(map: MapTerm, shape: Shape, scope: Scope): void {
    const plan = this.#planOf(shape);
    let present = 0;
    for (const { name, key, value } of map.entries()) {
      const step = plan.steps.get(name);
      if (!step) {
        if (!shape.open && this.#spelling.accepts?.(shape.name, name) !== true) this.#unknown(name, key, plan, scope);
        continue;
      }
      if (step.bit !== 0 && !isNothing(value)) present |= step.bit;
      this.value(value, step.field.type, name, scope, step.field.range);
    }
    for (const { field, bit } of plan.structured) {
      const value = fieldTerm(map, shape, field.name, this.#spelling);
      if (bit !== 0 && !isNothing(value)) present |= bit;
      this.value(
        value,
        field.type,
        value.origin.name || this.#spelling.word(shape.name, field.name),
        scope,
        field.range,
      );
    }
    if (present !== plan.required && !map.open) this.#missing(map, shape, present, plan, scope);
  }

  #missing(map: MapTerm, shape: Shape, present: number, plan: Plan, scope: Scope): void {
    for (const { field, bit } of [...plan.steps.values(), ...plan.structured]) {
      if (bit === 0 || (present & bit) !== 0) continue;
      const { origin } = fieldTerm(map, shape, field.name, this.#spelling);
      const word = this.#spelling.word(shape.name, field.name);
      this.#tell({ kind: 'syntax.missingField', origin, field: word, owner: ownerText(scope, this.#spelling) });
    }
  }

  #unknown(field: string, origin: Origin, plan: Plan, scope: Scope): void {
    const owner = ownerText(scope, this.#spelling);
    this.#tell({ kind: 'syntax.unknownField', origin, field, owner, closest: closest(field, plan.steps.keys()) });
  }

  #oneOf(term: ScalarTerm, value: unknown, allowed: readonly string[], word: string, scope: Scope): void {
    if (allowed.includes(term.text) || allowed.includes(String(value))) return;
    this.#tell({
      kind: 'syntax.badValue',
      origin: term.origin,
      field: word,
      owner: ownerText(scope, this.#spelling),
      value: term.text,
      allowed,
      closest: closest(term.text, allowed),
    });
  }

  #mistyped(
    term: Extract<Term, { state: 'scalar' | 'map' | 'list' }>,
    type: FieldType,
    word: string,
    scope: Scope,
  ): void {
    this.#tell({
      kind: 'syntax.wrongType',
      origin: term.origin,
      field: word,
      owner: ownerText(scope, this.#spelling),
      expected: describeType(type),
      actual: describeTerm(term),
    });
  }

  /** The document in a text, where the format writes maps and lists so (`container_definitions`). */
  #opened(term: ScalarTerm): Term | undefined {
    const { inside, embedded } = this.#spelling;
    return inside && typeof term.value === 'string' ? embedded?.(term) : undefined;
  }

  /** What checks the content of such a text, or of a document that an expression builds. */
  #within(term: ScalarTerm | MapTerm | ListTerm): Check {
    const { inside } = this.#spelling;
    return inside && (term.state === 'scalar' || term.inner === true) ? new Check(inside, this.#tell) : this;
  }

  #planOf(shape: Shape): Plan {
    let plan = this.#plans.get(shape);
    if (!plan) this.#plans.set(shape, (plan = planOf(shape, this.#spelling)));
    return plan;
  }
}

/** How one spelling writes one shape, with a bit for each required field. */
interface Plan {
  /** By the word that the format has for the field. */
  readonly steps: ReadonlyMap<string, Step>;
  /** Fields that the format keeps elsewhere. */
  readonly structured: readonly Step[];
  /** All bits. */
  readonly required: number;
}

interface Step {
  readonly field: Field;
  /** 0 for an optional field. No shape has more than 30 required ones. */
  readonly bit: number;
}

const plans = new WeakMap<Spelling, Map<Shape, Plan>>();

function plansOf(spelling: Spelling): Map<Shape, Plan> {
  let known = plans.get(spelling);
  if (!known) plans.set(spelling, (known = new Map()));
  return known;
}

function planOf(shape: Shape, spelling: Spelling): Plan {
  const steps = new Map<string, Step>();
  const structured: Step[] = [];
  let required = 0;
  let next = 1;
  for (const field of shape.fields.values()) {
    const bit = field.required ? next : 0;
    if (field.required) next *= 2;
    required |= bit;
    if (spelling.structure?.(shape.name, field.name)) structured.push({ field, bit });
    else steps.set(spelling.word(shape.name, field.name), { field, bit });
  }
  return { steps, structured, required };
}

function isNothing(term: Term): boolean {
  return term.state === 'absent' || (term.state === 'scalar' && term.value === null);
}

function describeTerm(term: Extract<Term, { state: 'scalar' | 'map' | 'list' }>): string {
  if (term.state !== 'scalar') return term.state === 'map' ? 'a map' : 'a list';
  switch (typeof term.value) {
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return 'text';
  }
}
