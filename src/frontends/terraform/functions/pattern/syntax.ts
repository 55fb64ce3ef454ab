import { parseClass, shorthandOf } from './character-class.ts';

/** What a regular expression of RE2's is made of. */
export type PatternNode =
  | { readonly is: 'character'; readonly matches: (codePoint: number) => boolean }
  | { readonly is: 'assertion'; readonly at: Assertion }
  | { readonly is: 'group'; readonly index: number; readonly of: PatternNode }
  | { readonly is: 'sequence'; readonly of: readonly PatternNode[] }
  | { readonly is: 'choice'; readonly of: readonly PatternNode[] }
  | {
      readonly is: 'repeat';
      readonly of: PatternNode;
      readonly from: number;
      readonly to: number;
      readonly greedy: boolean;
    };

export type Assertion = 'text start' | 'text end' | 'line start' | 'line end' | 'word edge' | 'no word edge';

export interface Pattern {
  readonly root: PatternNode;
  /** The name of each group, from the first; undefined for groups without one. */
  readonly groups: readonly (string | undefined)[];
}

/** Settings that `(?ims)` switches: any case, lines, a dot that is also a line break, and `U` for lazy repeats. */
interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

const NO_FLAGS: Flags = { i: false, m: false, s: false, U: false };
const MOST_UNITS = 1_000;
/** RE2 refuses more repetitions. Source: RE2 syntax, "Repetitions". */
const MOST_TIMES = 1_000;
const DEEPEST = 50;

/**
 * Reads a regular expression of RE2's; undefined for what RE2 refuses, what we do not read (`\Q…\E`, `\C`, octal escapes)
 * and what is too long. Source: RE2 syntax, github.com/google/re2/wiki/Syntax.
 */
export function parsePattern(source: string): Pattern | undefined {
  if (source.length > MOST_UNITS) return undefined;
  return new PatternReader(source).pattern();
}

const REPEAT = /\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/y;
const GROUP = /\(\?(?:P?<([A-Za-z0-9_]+)>|([imsU]*)(?:-([imsU]+))?([:)]))/y;
const ESCAPED = /\\(?:x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|([^A-Za-z0-9])|([afnrtv]))/uy;
const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

class PatternReader {
  readonly #source: string;
  readonly #groups: (string | undefined)[] = [];
  #at = 0;
  #flags = NO_FLAGS;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  pattern(): Pattern | undefined {
    const root = this.#choice();
    return root && this.#at === this.#source.length ? { root, groups: this.#groups } : undefined;
  }

  #choice(): PatternNode | undefined {
    const of: PatternNode[] = [];
    do {
      const branch = this.#sequence();
      if (!branch) return undefined;
      of.push(branch);
    } while (this.#skip('|'));
    const [only, second] = of;
    return only && !second ? only : { is: 'choice', of };
  }

  #sequence(): PatternNode | undefined {
    const of: PatternNode[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      const atom = this.#atom();
      const repeated = atom && this.#repeated(atom);
      if (!repeated) return undefined;
      of.push(repeated);
    }
    return { is: 'sequence', of };
  }

  #repeated(of: PatternNode): PatternNode | undefined {
    const times = this.#times();
    if (!times) return of;
    const lazy = this.#skip('?');
    const [from, to] = times;
    // Two in a row are a mistake; so is `{3,2}`. An assertion that is repeated means nothing that we need.
    if (from > to || from > MOST_TIMES || (to > MOST_TIMES && to !== Infinity) || this.#times()) return undefined;
    return { is: 'repeat', of, from, to, greedy: lazy === this.#flags.U };
  }

  #times(): readonly [number, number] | undefined {
    if (this.#skip('*')) return [0, Infinity];
    if (this.#skip('+')) return [1, Infinity];
    if (this.#skip('?')) return [0, 1];
    const [match, from = '', comma, to] = this.#match(REPEAT) ?? [];
    if (match === undefined) return undefined;
    return [Number(from), to !== undefined ? Number(to) : comma === undefined ? Number(from) : Infinity];
  }

  #atom(): PatternNode | undefined {
    const { s, m, i } = this.#flags;
    const unit = this.#source[this.#at] ?? '';
    switch (unit) {
      case '(':
        return this.#group();
      case '[': {
        const found = parseClass(this.#source, this.#at, i);
        if (found) this.#at = found.end;
        return found && { is: 'character', matches: found.matches };
      }
      case '\\':
        return this.#escape();
      case '.':
        this.#at++;
        return { is: 'character', matches: (codePoint) => s || codePoint !== 10 };
      case '^':
        this.#at++;
        return { is: 'assertion', at: m ? 'line start' : 'text start' };
      case '$':
        this.#at++;
        return { is: 'assertion', at: m ? 'line end' : 'text end' };
      case '*':
      case '+':
      case '?':
        return undefined;
      default: {
        const codePoint = this.#source.codePointAt(this.#at) ?? 0;
        this.#at += codePoint > 0xffff ? 2 : 1;
        return this.#literal(codePoint);
      }
    }
  }

  #group(): PatternNode | undefined {
    const outer = this.#flags;
    const [match, name, on = '', off = '', end] = this.#match(GROUP) ?? [];
    if (match === undefined && this.#source.startsWith('(?', this.#at)) return undefined;
    if (match === undefined) this.#at++;
    const flagged = { ...outer, ...switched(on, true), ...switched(off, false) };
    this.#flags = flagged;
    // `(?i)` holds to the end of the group around it.
    if (end === ')') return { is: 'sequence', of: [] };
    if (name !== undefined && this.#groups.includes(name)) return undefined;
    const isCapture = end === undefined;
    const index = isCapture ? this.#groups.push(name) : 0;
    if (++this.#depth > DEEPEST) return undefined;
    const of = this.#choice();
    this.#depth--;
    this.#flags = outer;
    if (!of || !this.#skip(')')) return undefined;
    return isCapture ? { is: 'group', index, of } : of;
  }

  #escape(): PatternNode | undefined {
    const edge = EDGES[this.#source.slice(this.#at, this.#at + 2)];
    if (edge) {
      this.#at += 2;
      return { is: 'assertion', at: edge };
    }
    const [match, two, many, plain, control] = this.#match(ESCAPED) ?? [];
    if (match !== undefined) {
      const code = two ?? many;
      if (code !== undefined) return this.#literal(Number.parseInt(code, 16));
      return this.#literal(control === undefined ? (plain?.codePointAt(0) ?? 0) : (CONTROLS[control] ?? 0));
    }
    const found = shorthandOf(this.#source, this.#at, this.#flags.i);
    if (found) this.#at = found.end;
    return found && { is: 'character', matches: found.matches };
  }

  #literal(codePoint: number): PatternNode | undefined {
    if (!this.#flags.i) return { is: 'character', matches: (other) => other === codePoint };
    const found = parseClass(`[\\x{${codePoint.toString(16)}}]`, 0, true);
    return found && { is: 'character', matches: found.matches };
  }

  #skip(unit: string): boolean {
    if (this.#source[this.#at] !== unit) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match) this.#at += match[0].length;
    return match ?? undefined;
  }
}

const EDGES: Readonly<Record<string, Assertion>> = {
  '\\A': 'text start',
  '\\z': 'text end',
  '\\b': 'word edge',
  '\\B': 'no word edge',
};

function switched(names: string, value: boolean): Partial<Flags> {
  return Object.fromEntries(Array.from(names, (name) => [name, value]));
}
