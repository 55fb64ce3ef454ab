/**
 * The mini-language of a field's type, as in src/model/shape.ts: `string integer number boolean json any int-or-string
 * quantity`, the name of a shape or an enum, `[T]` (list) or `{T}` (map with text keys); then `!` when the field is
 * required, and ` a..b` for the range of a number: 'integer! 1..65535'.
 */
export interface FieldType {
  /** The innermost word: a scalar or the name of a shape or an enum. */
  readonly base: string;
  /** The collections around it, outermost first. */
  readonly around: readonly ('list' | 'map')[];
  readonly range: readonly [number, number] | undefined;
  readonly required: boolean;
}

export const SCALARS: ReadonlySet<string> = new Set([
  'string',
  'integer',
  'number',
  'boolean',
  'json',
  'any',
  'int-or-string',
  'quantity',
]);

const FORM = /^(?<type>[[{\w\-\]}]+)(?<required>!)?(?: (?<low>-?\d+)\.\.(?<high>-?\d+))?$/;

/** Reads one field's type; throws with the text when it is not in the mini-language. */
export function parseFieldType(text: string): FieldType {
  const groups = FORM.exec(text)?.groups;
  let base = groups?.['type'] ?? '';
  const around: ('list' | 'map')[] = [];
  for (;;) {
    if (base.startsWith('[') && base.endsWith(']')) around.push('list');
    else if (base.startsWith('{') && base.endsWith('}')) around.push('map');
    else break;
    base = base.slice(1, -1);
  }
  if (!groups || !/^[A-Za-z][\w-]*$/.test(base)) throw new Error(`Not a field type: '${text}'.`);
  const { low, high } = groups;
  return {
    base,
    around,
    range: low === undefined || high === undefined ? undefined : [Number(low), Number(high)],
    required: groups['required'] !== undefined,
  };
}
