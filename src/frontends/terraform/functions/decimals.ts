import type { Origin, ScalarTerm } from '../../../values/index.ts';

/** A number as Terraform has it: exact, of any size. Its value is `units` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly units: bigint;
  /** Digits behind the point, from 0. */
  readonly scale: number;
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/** Digits beyond which a number is not worked with; no setting of AWS has as many. */
const MOST_DIGITS = 150;

/** Reads the text of a number as Terraform does; undefined for other text and for numbers with too many digits. */
export function parseDecimal(text: string): Decimal | undefined {
  const [match, sign, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (match === undefined || (whole === '' && fraction === '') || text.length > MOST_DIGITS) return undefined;
  const power = Number(exponent);
  if (Math.abs(power) > MOST_DIGITS) return undefined;
  const digits = BigInt(`${whole}${fraction}`);
  const signed = sign === '-' ? -digits : digits;
  const scale = fraction.length - power;
  return scale >= 0 ? reduced({ units: signed, scale }) : { units: signed * 10n ** BigInt(-scale), scale: 0 };
}

export function wholeDecimal(units: bigint): Decimal {
  return { units, scale: 0 };
}

/** Terraform writes numbers in full, without an exponent. */
export function formatDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const sign = units < 0n ? '-' : '';
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return reduced({ units: unitsAt(a, scale) + unitsAt(b, scale), scale });
}

/** Below, above or equal to zero, as the first number is to the second. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scale = Math.max(a.scale, b.scale);
  const [first, second] = [unitsAt(a, scale), unitsAt(b, scale)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** The nearest whole number that is not above it. */
export function floorDecimal({ units, scale }: Decimal): bigint {
  const size = 10n ** BigInt(scale);
  const quotient = units / size;
  return units < 0n && quotient * size !== units ? quotient - 1n : quotient;
}

/** The number with so many digits behind the point; undefined where it lies just between two. */
export function roundDecimal({ units, scale }: Decimal, places: number): Decimal | undefined {
  if (scale <= places) return { units: unitsAt({ units, scale }, places), scale: places };
  const size = 10n ** BigInt(scale - places);
  const rest = ((units % size) + size) % size;
  if (rest * 2n === size) return undefined;
  return { units: (units - rest) / size + (rest * 2n > size ? 1n : 0n), scale: places };
}

/** The number that a scalar is, or whose text it holds. */
export function decimalOf(term: ScalarTerm): Decimal | undefined {
  if (typeof term.value === 'string') return parseDecimal(term.value);
  if (typeof term.value !== 'number') return undefined;
  // The text has digits that a double has not.
  return parseDecimal(term.text) ?? parseDecimal(String(term.value));
}

/** The text of a scalar, as Terraform turns it into one; `1.50` is `1.5`. */
export function scalarText(term: ScalarTerm): string {
  if (typeof term.value === 'string') return term.value;
  const decimal = decimalOf(term);
  return decimal ? formatDecimal(decimal) : String(term.value);
}

export function numberTerm(number: Decimal, origin: Origin): ScalarTerm {
  const text = formatDecimal(number);
  return { state: 'scalar', value: Number(text), text, origin };
}

function unitsAt({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}

function reduced({ units, scale }: Decimal): Decimal {
  let [left, digits] = [units, scale];
  while (digits > 0 && left % 10n === 0n) {
    left /= 10n;
    digits--;
  }
  return { units: left, scale: digits };
}
