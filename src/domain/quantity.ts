import { parseFailure, type ParseFailure } from './parse-failure.ts';
import { recalling } from './recalling.ts';
import { hasUnknown } from './unknown-text.ts';

/** An amount of a Kubernetes resource, exact: memory in bytes, CPU in cores. */
export interface Quantity {
  /** Billionths of one, the finest that Kubernetes keeps. */
  readonly nanos: bigint;
  /** The suffixes that it was written with, and is printed with: `Mi`, `M`, or `e6`. */
  readonly notation: 'binary' | 'decimal' | 'exponent';
}

const NANO = 1_000_000_000n;
/** Larger ones are capped. */
const LARGEST = (2n ** 63n - 1n) * NANO;

const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** Longer ones would make the arithmetic slow and are either zero or capped. */
const MOST_DIGITS = 64;

const A_NUMBER = "a number such as '1' or '0.5', then its unit";
const A_UNIT = 'no unit, a decimal one (n, u, m, k, M, G, T, P, E) or a binary one (Ki, Mi, Gi, Ti, Pi, Ei)';

/**
 * Reads a quantity: `512Mi`, `0.5`, `100m`, `1e3`, `1E`. What is finer than a billionth is rounded up, away from zero, and
 * what is larger than 2^63-1 is capped. A failure points at the number or at the unit; of text that is partly unknown it is
 * a possible one. Source: apimachinery, resource.ParseQuantity. Never throws.
 */
export function parseQuantity(written: string | number): Quantity | ParseFailure {
  return readQuantity(String(written));
}

/** Most manifests ask for the same few amounts. */
const readQuantity = recalling((text: string): Quantity | ParseFailure => {
  const number = /^[+-]?(\d*)(?:\.(\d*))?/.exec(text);
  const [sign = '', whole = '', fraction = ''] = number ?? [];
  if (hasUnknown(text) || whole + fraction === '' || whole.length + fraction.length > MOST_DIGITS) {
    return parseFailure(text, 0, text.length, A_NUMBER);
  }
  const suffix = text.slice(sign.length);
  const scale = scaleOf(suffix);
  if (!scale) return parseFailure(text, sign.length, text.length, A_UNIT);
  const { factor, divisor, notation } = scale;
  const over = BigInt(whole + fraction) * NANO * factor;
  const under = 10n ** BigInt(fraction.length) * divisor;
  const rounded = (over + under - 1n) / under;
  const nanos = rounded > LARGEST ? LARGEST : rounded;
  // What is below one in binary units is kept in decimal ones.
  const isFraction = notation === 'binary' && nanos < NANO;
  return { nanos: sign.startsWith('-') ? -nanos : nanos, notation: isFraction ? 'decimal' : notation };
});

interface Scale {
  readonly factor: bigint;
  readonly divisor: bigint;
  readonly notation: Quantity['notation'];
}

function scaleOf(suffix: string): Scale | undefined {
  const binary = BINARY.indexOf(suffix);
  if (binary > 0) return { factor: 1024n ** BigInt(binary), divisor: 1n, notation: 'binary' };
  const decimal = DECIMAL.indexOf(suffix);
  if (decimal >= 0) return { ...powerOfTen((decimal - 3) * 3), notation: 'decimal' };
  const exponent = /^[eE]([+-]?\d{1,5})$/.exec(suffix)?.[1];
  return exponent === undefined ? undefined : { ...powerOfTen(Number(exponent)), notation: 'exponent' };
}

/** Beyond 99 digits either way a quantity is capped or next to nothing, whatever its number. */
function powerOfTen(exponent: number): { factor: bigint; divisor: bigint } {
  const power = 10n ** BigInt(Math.min(Math.abs(exponent), 99));
  return exponent < 0 ? { factor: 1n, divisor: power } : { factor: power, divisor: 1n };
}

/** Negative when `a` is less than `b`, zero when they are the same amount, however written. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  if (a.nanos === b.nanos) return 0;
  return a.nanos < b.nanos ? -1 : 1;
}

/** Their sum, in the notation of the first, or of the second where the first is zero; capped as Kubernetes does. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  const sum = a.nanos + b.nanos;
  const nanos = sum > LARGEST ? LARGEST : sum < -LARGEST ? -LARGEST : sum;
  return { nanos, notation: a.nanos === 0n ? b.notation : a.notation };
}

/** A whole number of ones: bytes or cores, fractions rounded up as Kubernetes does. */
export function wholeValue({ nanos }: Quantity): bigint {
  return roundUp(nanos, NANO);
}

/** A whole number of thousandths: millicores, fractions rounded up. */
export function milliValue({ nanos }: Quantity): bigint {
  return roundUp(nanos, NANO / 1000n);
}

/**
 * The canonical text: the largest unit of its notation without a fraction, `1536Mi` for `1.5Gi`. Below 1024, and
 * for fractions of a byte, there are no binary units. Source: apimachinery, Quantity.CanonicalizeBytes.
 */
export function formatQuantity({ nanos, notation }: Quantity): string {
  const size = nanos < 0n ? -nanos : nanos;
  const sign = nanos < 0n ? '-' : '';
  if (notation === 'binary' && size >= 1024n * NANO && size % NANO === 0n) {
    const [amount, steps] = divided(size / NANO, 1024n, BINARY.length - 1);
    return `${sign}${String(amount)}${BINARY[steps] ?? ''}`;
  }
  const [amount, steps] = divided(size, 1000n, DECIMAL.length - 1);
  if (size === 0n) return '0';
  if (notation !== 'exponent') return `${sign}${String(amount)}${DECIMAL[steps] ?? ''}`;
  return `${sign}${String(amount)}${steps === 3 ? '' : `e${String((steps - 3) * 3)}`}`;
}

/** How often a number can be divided without a remainder, at most so often, and what is left of it. */
function divided(number: bigint, by: bigint, most: number): [bigint, number] {
  let [left, steps] = [number, 0];
  while (steps < most && left !== 0n && left % by === 0n) [left, steps] = [left / by, steps + 1];
  return [left, steps];
}

/** Away from zero. */
function roundUp(number: bigint, unit: bigint): bigint {
  const size = number < 0n ? -number : number;
  const units = (size + unit - 1n) / unit;
  return number < 0n ? -units : units;
}

const WORDS: readonly (readonly [RegExp, (letter: string) => string])[] = [
  [/^([kmgtpe])ib?$/i, (letter) => `${letter.toUpperCase()}i`],
  [/^k(?:b)?$/i, () => 'k'],
  [/^([mgtpe])b$/i, (letter) => letter.toUpperCase()],
  [/^([gtp])$/i, (letter) => letter.toUpperCase()],
  [/^(?:b|bytes?|v?cpus?|cores?)$/i, () => ''],
  [/^(?:mc|mcpu|mcores?|millicpus?|millicores?)$/i, () => 'm'],
];

/** The quantity that was certainly meant: `512M` for `512MB`, `2Gi` for `2 GiB`, `1` for `1 vCPU`; undefined where nothing is. */
export function mendQuantity(text: string): string | undefined {
  const parts = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*$/.exec(text);
  const [, number, word = ''] = parts ?? [];
  if (number === undefined) return undefined;
  const unit = word === '' || scaleOf(word) ? word : unitMeant(word);
  const mended = unit === undefined ? text : number + unit;
  return mended === text ? undefined : mended;
}

function unitMeant(word: string): string | undefined {
  for (const [form, unit] of WORDS) {
    const match = form.exec(word);
    if (match) return unit(match[1] ?? '');
  }
  return undefined;
}
