import type { SettledTerm, Term } from '../../../values/index.ts';
import { decimalOf, formatDecimal, roundDecimal, type Decimal } from './decimals.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { graphemesOf } from './characters.ts';
import { jsonParts, jsonString } from './json-text.ts';
import { isGap, itemsOf, leadingOf, listOf, MOST_ITEMS, gapTerm } from './lists.ts';
import { madePlace } from './made-place.ts';
import { isDocument, isNull, reasonOf, refused, unknownTerm } from './make-terms.ts';
import { anything, flag, Stop, takesMore, text } from './parameters.ts';
import { knownText, partsOf, textOf, type Parts } from './texts.ts';

/** A place in a format that an argument fills. */
interface Verb {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly mode: string;
}

const VERB = /%(?:%|([-+ #0]*)(\d{1,20})?(?:\.(\d{0,20}))?(?:\[(\d{1,3})\])?([A-Za-z]))|[^%]+|%/g;

/** Text with verbs such as `%s` and `%05d` in it. Source: Terraform, "format Function". */
const format = takesMore([text], anything, ([pattern], args, call) => formatted(pattern, args, call));

/** The same for each item of lists; arguments that are no lists are the same for all. */
const formatlist = takesMore([text], anything, ([pattern], args, call) => {
  const columns = args.map((arg): readonly Term[] | undefined =>
    arg.state === 'list' && !isDocument(arg)
      ? (itemsOf(arg) ?? [gapTerm('a list that is too long', arg.origin)])
      : undefined,
  );
  const unknown = args.find((arg) => arg.state === 'unknown');
  if (unknown) return unknownTerm(reasonOf(unknown), call.place);
  const lists = columns.filter((column) => column !== undefined);
  const isWhole = lists.every((list) => !list.some(isGap));
  const lengths = new Set(lists.map((list) => leadingOf(list).length));
  if (isWhole && lengths.size > 1) return refused(call, 'with lists of different lengths');
  const count = lists.length === 0 ? 1 : Math.min(...lengths);
  const items: Term[] = [];
  for (let at = 0; at < Math.min(count, MOST_ITEMS); at++) {
    const row = columns.map((column, index) => column?.[at] ?? args[index]).filter((arg) => arg !== undefined);
    const item = formatted(
      pattern,
      row.map((arg) => call.settle(arg)),
      call,
    );
    if ('failed' in item) return item;
    items.push(item);
  }
  return listOf(isWhole ? items : [...items, gapTerm('a list that is only partly known', call.place)], call.place);
});

/** Characters that a verb may ask for; of digits behind the point a number has fewer anyway. */
const WIDEST = 1_000;

function formatted(pattern: string, args: readonly SettledTerm[], call: FunctionCall): Term {
  // A null argument makes the whole unknown in Terraform.
  if (args.some(isNull)) return unknownTerm('a text made of null', call.place);
  const parts: Parts[number][] = [];
  let next = 0;
  let used = 0;
  for (const [piece, flags = '', width, precision, position, mode] of pattern.matchAll(VERB)) {
    if (piece === '%%') parts.push('%');
    else if (!piece.startsWith('%')) parts.push(piece);
    else if (mode === undefined) return refused(call, 'with a verb that Terraform does not have');
    else {
      next = position === undefined ? next + 1 : Number(position);
      used = Math.max(used, next);
      const arg = args[next - 1];
      if (!arg) return refused(call, `with ${args.length} arguments for its verbs`);
      const verb = { flags, width: numberIn(width), precision: numberIn(precision), mode };
      if (Math.max(verb.width ?? 0, verb.precision ?? 0) > WIDEST) {
        return unknownTerm('a text that is too wide', call.place);
      }
      const written = write(verb, arg, call);
      if (written instanceof Stop && 'failed' in written.term) return written.term;
      parts.push(...(written instanceof Stop ? [written.term] : written));
    }
  }
  if (used < args.length) return refused(call, `with ${args.length} arguments for ${used} verbs`);
  return textOf(parts, madePlace(call.place, args));
}

function numberIn(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

/** What a verb makes of an argument. */
function write(verb: Verb, arg: SettledTerm, call: FunctionCall): Parts | Stop {
  switch (verb.mode) {
    case 's':
    case 'q':
      return writeText(verb, arg, call);
    case 'v':
      return writeAny(verb, arg, call);
    case 't': {
      const value = flag.read(arg, call);
      return value instanceof Stop ? value : [String(value)];
    }
    case 'd':
    case 'b':
    case 'o':
    case 'x':
    case 'X':
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
      return writeNumber(verb, arg, call);
    default:
      return new Stop(refused(call, `with the verb '%${verb.mode}', which Terraform does not have`));
  }
}

function writeText(verb: Verb, arg: SettledTerm, call: FunctionCall): Parts | Stop {
  const parts = partsOf(arg, (part) => call.settle(part));
  if (!parts) return new Stop(refused(call, `with a ${arg.state} where text is due`));
  const known = knownText(parts);
  if (known === undefined) {
    const isPlain = verb.width === undefined && verb.precision === undefined && verb.mode === 's';
    return isPlain ? parts : new Stop(unknownTerm('a text that is only partly known', call.place));
  }
  const cut = verb.precision === undefined ? known : graphemesOf(known, call.budget).slice(0, verb.precision).join('');
  return [padded(verb.mode === 'q' ? jsonString(cut) : cut, verb, call)];
}

function writeAny(verb: Verb, arg: SettledTerm, call: FunctionCall): Parts | Stop {
  if (arg.state === 'unknown') return [arg];
  const isText =
    arg.state === 'template' || isDocument(arg) || (arg.state === 'scalar' && typeof arg.value === 'string');
  if (isText && !verb.flags.includes('#')) return writeText({ ...verb, mode: 's' }, arg, call);
  if (arg.state === 'scalar' && typeof arg.value === 'number') return writeNumber({ ...verb, mode: 'g' }, arg, call);
  const parts = [...jsonParts(arg, (part) => call.settle(part))];
  return verb.width === undefined ? parts : new Stop(unknownTerm('a text of a certain width', call.place));
}

function writeNumber(verb: Verb, arg: SettledTerm, call: FunctionCall): Parts | Stop {
  if (arg.state === 'unknown') return [{ ...arg, written: true }];
  if (arg.state === 'template') return new Stop(unknownTerm('a text that is only partly known', call.place));
  const number = arg.state === 'scalar' ? decimalOf(arg) : undefined;
  if (!number) return new Stop(refused(call, 'with something that is not a number'));
  const isWhole = 'dboxX'.includes(verb.mode);
  if (isWhole && number.scale > 0) return new Stop(refused(call, 'with a number that is not whole'));
  const digits = isWhole ? wholeDigits(number.units, verb) : decimalDigits(number, verb);
  return digits === undefined
    ? new Stop(unknownTerm('a number that is rounded', call.place))
    : [padded(digits, verb, call)];
}

const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16, X: 16 };
const PREFIXES: Readonly<Record<string, string>> = { o: '0', x: '0x', X: '0X' };

function wholeDigits(units: bigint, { mode, flags }: Verb): string {
  const digits = (units < 0n ? -units : units).toString(BASES[mode] ?? 10);
  const prefix = flags.includes('#') ? (PREFIXES[mode] ?? '') : '';
  return `${signOf(units, flags)}${prefix}${mode === 'X' ? digits.toUpperCase() : digits}`;
}

/** Undefined where Go would round half of a digit, which hangs on how it has the number in binary. */
function decimalDigits(number: Decimal, { mode, flags, precision }: Verb): string | undefined {
  const positive = { units: number.units < 0n ? -number.units : number.units, scale: number.scale };
  const sign = signOf(number.units, flags);
  if (mode === 'f' || mode === 'F') {
    const rounded = roundDecimal(positive, precision ?? 6);
    return rounded && `${sign}${formatDecimal(rounded)}`;
  }
  // Shortest digits; with an exponent from a million on, and for what is less than a ten thousandth.
  if (mode !== 'g' || precision !== undefined) return undefined;
  const digits = positive.units.toString().replace(/0+$/, '');
  const exponent = positive.units.toString().length - positive.scale - 1;
  if (positive.units === 0n || (exponent >= -4 && exponent < 6)) return `${sign}${formatDecimal(positive)}`;
  const fraction = digits.slice(1);
  const power = String(Math.abs(exponent)).padStart(2, '0');
  return `${sign}${digits.slice(0, 1)}${fraction === '' ? '' : `.${fraction}`}e${exponent < 0 ? '-' : '+'}${power}`;
}

function signOf(units: bigint, flags: string): string {
  if (units < 0n) return '-';
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function padded(written: string, { flags, mode, width = 0 }: Verb, call: FunctionCall): string {
  const missing = width - graphemesOf(written, call.budget).length;
  if (missing <= 0) return written;
  if (flags.includes('-')) return written + ' '.repeat(missing);
  if (!flags.includes('0')) return ' '.repeat(missing) + written;
  const isText = mode === 's' || mode === 'q';
  const [, sign = '', digits = ''] = (isText ? /^()(.*)$/s : /^([-+ ]?(?:0[xX])?)(.*)$/s).exec(written) ?? [];
  return `${sign}${'0'.repeat(missing)}${digits}`;
}

export const FORMAT_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = { format, formatlist };
