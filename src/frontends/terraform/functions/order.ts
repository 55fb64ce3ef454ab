import type { ScalarTerm, Term } from '../../../values/index.ts';
import { compareDecimals, decimalOf } from './decimals.ts';

/** Text in Terraform's order, which is that of its bytes: by code points. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [first, second] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (first === second) continue;
    // Surrogates stand for characters beyond all that one unit can be.
    const [isFirstHigh, isSecondHigh] = [isSurrogate(first), isSurrogate(second)];
    return isFirstHigh === isSecondHigh ? first - second : isFirstHigh ? 1 : -1;
  }
  return a.length - b.length;
}

/**
 * The members of a set in Terraform's order, as far as they have one: text by its bytes, numbers, false before true, and
 * null at the end.
 */
export function inSetOrder(terms: readonly Term[]): readonly Term[] {
  const scalars = terms.filter((term) => term.state === 'scalar');
  const nulls = scalars.filter(({ value }) => value === null);
  const values = scalars.filter(({ value }) => value !== null);
  const isOneType = new Set(values.map(({ value }) => typeof value)).size < 2;
  return scalars.length < terms.length || !isOneType ? terms : [...values.sort(compareScalars), ...nulls];
}

function compareScalars(a: ScalarTerm, b: ScalarTerm): number {
  if (typeof a.value === 'boolean') return Number(a.value) - Number(b.value);
  const [first, second] = [decimalOf(a), decimalOf(b)];
  return typeof a.value === 'number' && first && second ? compareDecimals(first, second) : compareText(a.text, b.text);
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
