import { addDecimals, compareDecimals, type Decimal } from '../functions/decimals.ts';

export function negate({ units, scale }: Decimal): Decimal {
  return { units: -units, scale };
}

/**
 * Two numbers with an operator between them; undefined for a division by zero. A quotient without an end has as many digits
 * as Terraform prints. Source: HCL native syntax specification, "Arithmetic Operators".
 */
export function calculate(a: Decimal, operator: string, b: Decimal): Decimal | boolean | undefined {
  switch (operator) {
    case '+':
      return addDecimals(a, b);
    case '-':
      return addDecimals(a, negate(b));
    case '*':
      return trimmed({ units: a.units * b.units, scale: a.scale + b.scale });
    case '/':
      return b.units === 0n ? undefined : divide(a, b);
    case '%':
      return b.units === 0n ? undefined : remainder(a, b);
    case '<':
      return compareDecimals(a, b) < 0;
    case '>':
      return compareDecimals(a, b) > 0;
    case '<=':
      return compareDecimals(a, b) <= 0;
    default:
      return compareDecimals(a, b) >= 0;
  }
}

/** Digits behind the point of a quotient; the rest is cut off. */
const DIGITS = 30;

function divide(a: Decimal, b: Decimal): Decimal {
  const units = (a.units * 10n ** BigInt(DIGITS + b.scale)) / (b.units * 10n ** BigInt(a.scale));
  return trimmed({ units, scale: DIGITS });
}

/** The remainder has the sign of the dividend. */
function remainder(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale)];
  return trimmed({ units: x % y, scale });
}

/** Without zeros at the end. */
function trimmed({ units, scale }: Decimal): Decimal {
  let [left, digits] = [units, scale];
  while (digits > 0 && left % 10n === 0n) {
    left /= 10n;
    digits--;
  }
  return { units: left, scale: digits };
}
