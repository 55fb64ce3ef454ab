import { describe, expect, it } from 'vitest';
import { evaluate, show } from './expression.ts';

describe('functions of numbers', () => {
  it.each([
    ['abs(-3)', '3'],
    ['abs("-3.50")', '3.5'],
    ['abs(x)', '?x'],
    ['abs("a")', '!'],
    ['abs("1${x}")', '?'],
    ['ceil(1.2)', '2'],
    ['ceil(-1.2)', '-1'],
    ['floor(-1.2)', '-2'],
    ['floor(12345678901234567890.5)', '12345678901234567890'],
    ['signum(-3)', '-1'],
    ['signum(0.5)', '!'],
    ['max(1, "2")', '2'],
    ['max(1, x)', '?x'],
    ['max([1, 3, 2]...)', '3'],
    ['max()', '!'],
    ['min(0.1, 0.09)', '0.09'],
    ['log(16, 2)', '4'],
    ['pow(2, 10)', '1024'],
    ['pow(2, -1)', '0.5'],
    // Beyond what floating point has exactly.
    ['pow(2, 64)', '?'],
    ['parseint("ff", 16)', '255'],
    ['parseint("Zz", 62)', '3817'],
    ['parseint("-10", 2)', '-2'],
    ['parseint("1.5", 10)', '!'],
    ['parseint("1", 99)', '!'],
    ['sum([1, "2", 3.5])', '6.5'],
    ['sum([1, x])', '?x'],
    ['sum([x, "a"])', '!'],
    ['sum([])', '!'],
    // Terraform has them in binary, and prints what is left over.
    ['sum([0.1, 0.2])', '?'],
    ['range(3)', '[0, 1, 2]'],
    ['range(1, 4)', '[1, 2, 3]'],
    ['range(4, 1)', '[4, 3, 2]'],
    ['range(-1)', '[0]'],
    ['range(5, 0, -2)', '[5, 3, 1]'],
    ['range(1, 2, 0.25)', '[1, 1.25, 1.5, 1.75]'],
    ['range(3, 1, 1)', '!'],
    ['range(0, 5, 0)', '!'],
    ['range(2000)', '!'],
    ['range(1, x)', '?x'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));
});
