import type { AbsentTerm, Known, ScalarTerm, SettledTerm, UnknownTerm, Value } from '../values/index.ts';
import type { FieldType } from './shape.ts';

type ScalarType = Extract<FieldType, { is: 'scalar' | 'enum' }>;

/** Makes a value of the field's type, or one that is unknown with the reason when the text cannot be of that type. */
export function convertScalar(term: SettledTerm, type: ScalarType, coerces: boolean): Value<string | number | boolean> {
  switch (term.state) {
    case 'scalar': {
      if (term.value === null) return absent(term);
      const value = coerce(term, type, coerces);
      return value === undefined ? mistyped(term, type) : known(value, term);
    }
    case 'template':
      return type.is === 'enum' || type.primitive === 'string' || type.primitive === 'quantity'
        ? {
            state: 'template',
            parts: term.parts.map((part) => (typeof part === 'string' ? part : unknown(part))),
            origin: term.origin,
            ...(term.reference && { reference: term.reference }),
          }
        : unknown({ reason: 'a text that is only partly known', written: true, origin: term.origin });
    case 'unknown':
      return unknown(term);
    case 'absent':
      return absent(term);
    case 'map':
    case 'list':
      return mistyped(term, type);
  }
}

/** A word for what a type takes, for messages: "a number", "text", "true or false". */
export function describeType(type: FieldType): string {
  switch (type.is) {
    case 'list':
      return 'a list';
    case 'struct':
    case 'table':
      return 'a map';
    case 'json':
      return 'a document';
    case 'enum':
      return 'text';
    case 'scalar':
      return {
        string: 'text',
        integer: 'a whole number',
        number: 'a number',
        boolean: 'true or false',
        'int-or-string': 'a whole number or text',
        quantity: 'a quantity',
      }[type.primitive];
  }
}

const WHOLE = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** The scalar as a value of this type; undefined when it is not one. */
export function coerce(term: ScalarTerm, type: ScalarType, coerces: boolean): string | number | boolean | undefined {
  const { value } = term;
  if (value === null) return undefined;
  if (type.is === 'enum') return typeof value === 'string' ? value : coerces ? term.text : undefined;
  switch (type.primitive) {
    case 'string':
      return typeof value === 'string' ? value : coerces ? term.text : undefined;
    case 'integer':
      if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
      return coerces && typeof value === 'string' && WHOLE.test(value) ? Number(value) : undefined;
    case 'number':
      if (typeof value === 'number') return finite(value);
      return coerces && typeof value === 'string' && DECIMAL.test(value) ? finite(Number(value)) : undefined;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      return coerces && typeof value === 'string' && /^(true|false)$/i.test(value)
        ? value.toLowerCase() === 'true'
        : undefined;
    case 'int-or-string':
      return typeof value === 'boolean' ? undefined : value;
    case 'quantity':
      return typeof value === 'boolean' ? undefined : term.text;
  }
}

/** Neither `.inf` and `.nan` of YAML nor what is too large are numbers to AWS or Kubernetes. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function known<T>(value: T, term: ScalarTerm): Known<T> {
  const { reference, origin } = term;
  return reference ? { state: 'known', value, reference, origin } : { state: 'known', value, origin };
}

function absent(term: AbsentTerm | ScalarTerm): Value<never> {
  return { state: 'absent', origin: term.origin };
}

export function unknown(
  term: Pick<UnknownTerm, 'reason' | 'written' | 'origin' | 'reference'>,
): Extract<Value<never>, { state: 'unknown' }> {
  const { reason, written, origin, reference } = term;
  return reference
    ? { state: 'unknown', reason, written, origin, reference }
    : { state: 'unknown', reason, written, origin };
}

function mistyped(term: SettledTerm, type: ScalarType): Value<never> {
  return unknown({ reason: `something that is not ${describeType(type)}`, written: true, origin: term.origin });
}
