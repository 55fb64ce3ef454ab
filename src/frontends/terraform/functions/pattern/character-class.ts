/** A set of characters, and the offset behind what was read of it. */
export interface CharacterClass {
  readonly end: number;
  readonly matches: (codePoint: number) => boolean;
}

/** Classes of RE2's as JavaScript writes them in its `v` mode. Source: RE2 syntax, "Perl" and "ASCII" classes. */
const SHORTHANDS: Readonly<Record<string, string>> = {
  d: '[0-9]',
  D: '[^0-9]',
  s: '[\\t\\n\\f\\r\\x20]',
  S: '[^\\t\\n\\f\\r\\x20]',
  w: '[0-9A-Za-z_]',
  W: '[^0-9A-Za-z_]',
};

const NAMED: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t\\x20',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '\\x21-\\x7E',
  lower: 'a-z',
  print: '\\x20-\\x7E',
  punct: '\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E',
  space: '\\t\\n\\v\\f\\r\\x20',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

const SHORTHAND = /\\(?:([dDsSwW])|([pP])(?:\{(\^?)([A-Za-z_]+)\}|([A-Z])))/y;
const NAMED_CLASS = /\[:(\^?)([a-z]+):\]/y;
const CHARACTER = /\\(?:x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|([^A-Za-z0-9])|([afnrtv]))|([^\\])/uy;
const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Reads `[a-z\d]` from its bracket; undefined for what RE2 refuses. */
export function parseClass(source: string, start: number, anyCase: boolean): CharacterClass | undefined {
  let at = start + 1;
  const negated = source[at] === '^';
  if (negated) at++;
  let content = '';
  for (let first = true; first || source[at] !== ']'; first = false) {
    const named = matchAt(NAMED_CLASS, source, at) ?? matchAt(SHORTHAND, source, at);
    const written = named && classText(named);
    if (named && written === undefined) return undefined;
    if (named && written !== undefined) {
      content += written;
      at += named[0].length;
      continue;
    }
    const range = readRange(source, at);
    if (!range) return undefined;
    content += range.text;
    at = range.end;
  }
  return classOf(`[${negated ? '^' : ''}${content}]`, anyCase, at + 1);
}

/** Reads `\d`, `\pL` or `\P{Greek}` outside of brackets. */
export function shorthandOf(source: string, at: number, anyCase: boolean): CharacterClass | undefined {
  const match = matchAt(SHORTHAND, source, at);
  const written = match && classText(match);
  return match && written !== undefined ? classOf(`[${written}]`, anyCase, at + match[0].length) : undefined;
}

function classText(match: RegExpExecArray): string | undefined {
  if (match[0].startsWith('[')) {
    const [, caret = '', name = ''] = match;
    return NAMED[name] === undefined ? undefined : `[${caret}${NAMED[name]}]`;
  }
  const [, letter, property, caret = '', name = '', short = ''] = match;
  if (letter !== undefined) return SHORTHANDS[letter];
  const negated = (property === 'P') !== (caret === '^');
  const script = name.length > 2 ? `Script=${name}` : `${name}${short}`;
  return `\\${negated ? 'P' : 'p'}{${script}}`;
}

function readRange(source: string, at: number): { readonly text: string; readonly end: number } | undefined {
  const first = readCharacter(source, at);
  if (!first) return undefined;
  const isRange = source[first.end] === '-' && (source[first.end + 1] ?? ']') !== ']';
  const last = isRange ? readCharacter(source, first.end + 1) : first;
  if (!last || last.code < first.code) return undefined;
  return { text: isRange ? `${codeText(first.code)}-${codeText(last.code)}` : codeText(first.code), end: last.end };
}

function readCharacter(source: string, at: number): { readonly code: number; readonly end: number } | undefined {
  const match = matchAt(CHARACTER, source, at);
  if (!match) return undefined;
  const [whole, two, many, escaped, control, plain] = match;
  const hex = two ?? many;
  const code =
    hex !== undefined
      ? Number.parseInt(hex, 16)
      : control !== undefined
        ? CONTROLS[control]
        : (escaped ?? plain)?.codePointAt(0);
  return code === undefined || code > 0x10ffff ? undefined : { code, end: at + whole.length };
}

function codeText(code: number): string {
  return `\\u{${code.toString(16)}}`;
}

function classOf(text: string, anyCase: boolean, end: number): CharacterClass | undefined {
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^${text}$`, anyCase ? 'iv' : 'v');
  } catch {
    // A property that this version of Unicode does not have.
    return undefined;
  }
  const ascii = Array.from({ length: 128 }, (_, code) => pattern.test(String.fromCodePoint(code)));
  return { end, matches: (codePoint) => ascii[codePoint] ?? pattern.test(String.fromCodePoint(codePoint)) };
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source) ?? undefined;
}
