import type { Term } from '../../../values/index.ts';
import {
  addDecimals,
  compareDecimals,
  floorDecimal,
  numberTerm,
  parseDecimal,
  wholeDecimal,
  type Decimal,
} from './decimals.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { isGap, listOf } from './lists.ts';
import { countTerm, refused, unknownTerm } from './make-terms.ts';
import { list, number, optional, Stop, takes, takesMore, text, whole } from './parameters.ts';

const ZERO = wholeDecimal(0n);

function negated({ units, scale }: Decimal): Decimal {
  return { units: -units, scale };
}

const abs = takes([number], ([given], call) => numberTerm(given.units < 0n ? negated(given) : given, call.place));
const floor = takes([number], ([given], call) => numberTerm(wholeDecimal(floorDecimal(given)), call.place));
const ceil = takes([number], ([given], call) => numberTerm(wholeDecimal(-floorDecimal(negated(given))), call.place));
const signum = takes([whole], ([given], call) => countTerm(Math.sign(given), call.place));

const max = takesMore([number], number, ([first], more, call) => numberTerm(extreme(first, more, 1), call.place));
const min = takesMore([number], number, ([first], more, call) => numberTerm(extreme(first, more, -1), call.place));

function extreme(first: Decimal, more: readonly Decimal[], side: 1 | -1): Decimal {
  return more.reduce((best, each) => (compareDecimals(each, best) === side ? each : best), first);
}

const log = takes([number, number], ([given, base], call) =>
  floatTerm(Math.log(toFloat(given)) / Math.log(toFloat(base)), call),
);
const pow = takes([number, number], ([base, power], call) => floatTerm(toFloat(base) ** toFloat(power), call));

function toFloat({ units, scale }: Decimal): number {
  return Number(units) / 10 ** scale;
}

/** What floating point gives; beyond what it has exactly, Terraform rounds otherwise than we do. */
function floatTerm(value: number, call: FunctionCall): Term {
  const decimal = Math.abs(value) <= Number.MAX_SAFE_INTEGER ? parseDecimal(String(value)) : undefined;
  return decimal ? numberTerm(decimal, call.place) : unknownTerm('a number too large to be worked with', call.place);
}

const parseint = takes([text, whole], ([given, base], call) => {
  const [, sign = '', digits = ''] = /^([+-]?)([0-9A-Za-z]+)$/.exec(given) ?? [];
  if (base < 2 || base > 62 || digits === '' || digits.length > MOST_DIGITS) {
    return refused(call, `of other text than a whole number of base ${base}`);
  }
  let value = 0n;
  for (const digit of digits) {
    const worth = digitWorth(digit, base);
    if (worth >= base) return refused(call, `of other text than a whole number of base ${base}`);
    value = value * BigInt(base) + BigInt(worth);
  }
  return numberTerm(wholeDecimal(sign === '-' ? -value : value), call.place);
});

const MOST_DIGITS = 100;

/** Beyond base 36 small and capital letters are different digits, small ones first. Source: Go, big.Int.SetString. */
function digitWorth(digit: string, base: number): number {
  if (base <= 36 || /[0-9a-z]/.test(digit)) return Number.parseInt(digit, 36);
  return Number.parseInt(digit, 36) + 26;
}

const sum = takes([list], ([items], call) => {
  if (items.length === 0) return refused(call, 'of an empty list');
  let total = ZERO;
  let unsure: Stop | undefined;
  let isExact = true;
  for (const item of items) {
    const value = isGap(item) ? new Stop(unknownTerm(item.reason, call.place)) : number.read(call.settle(item), call);
    if (!(value instanceof Stop)) {
      total = addDecimals(total, value);
      isExact &&= hasBinaryEnd(value);
    } else if ('failed' in value.term) return value.term;
    else unsure ??= value;
  }
  if (unsure) return unsure.term;
  return isExact ? numberTerm(total, call.place) : unknownTerm('a sum of fractions', call.place);
});

/** Is it a number that has an end in binary? Sums of others end in digits that hang on how long Terraform goes on. */
function hasBinaryEnd({ units, scale }: Decimal): boolean {
  return units % 5n ** BigInt(scale) === 0n;
}

/** Terraform makes no longer ones. */
const LONGEST_RANGE = 1024;

/** `range(limit)`, `range(start, limit)` or with a step; down where the limit lies below. */
const range = takes([number, optional(number), optional(number)], ([first, second, third], call) => {
  const [start, limit] = second ? [first, second] : [ZERO, first];
  const isDown = compareDecimals(limit, start) < 0;
  const step = third ?? wholeDecimal(isDown ? -1n : 1n);
  if (compareDecimals(start, limit) === 0) return listOf([], call.place);
  if (step.units === 0n || step.units < 0n !== isDown) return refused(call, 'whose step leads away from its limit');
  if (!hasBinaryEnd(start) || !hasBinaryEnd(step)) return unknownTerm('a range of fractions', call.place);
  const items: Term[] = [];
  for (let at = start; compareDecimals(at, limit) === (isDown ? 1 : -1); at = addDecimals(at, step)) {
    if (items.length >= LONGEST_RANGE) return refused(call, `for more than ${LONGEST_RANGE} numbers`);
    items.push(numberTerm(at, call.place));
  }
  return listOf(items, call.place);
});

export const NUMBER_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  abs,
  ceil,
  floor,
  log,
  max,
  min,
  parseint,
  pow,
  range,
  signum,
  sum,
};
