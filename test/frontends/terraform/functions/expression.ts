import { Budget } from '../../../../src/frontends/terraform/budget.ts';
import {
  callFunction,
  isFailed,
  isGap,
  type CallContext,
} from '../../../../src/frontends/terraform/functions/index.ts';
import { settle, World, type Origin, type Term } from '../../../../src/values/index.ts';

/** Where an expression of a test stands: offsets into its text. */
export function placeIn(text: string, start = 0, end = text.length): Origin {
  const span = { source: { path: 'main.tf', text }, start, end };
  return { span, head: span, name: '', via: [] };
}

/**
 * Evaluates a call as Terraform writes it: literals, nested calls, `...`. A name alone is a value that is not known, as in
 * `"${x}-web"`; `id(x)` is the id of resource x, `pick(a, b)` a choice between two values.
 */
export function evaluate(text: string, context: Partial<CallContext> = {}): Term {
  return new Reader(text, context).read();
}

/** The term in one line: `?x` is not known, `…` stands for what cannot be seen, `!` for a call that is refused. */
export function show(term: Term): string {
  const settled = settle(term, new World());
  if (isFailed(settled)) return '!';
  switch (settled.state) {
    case 'unknown':
      return isGap(settled) ? '…' : `?${nameOf(settled.reason)}`;
    case 'absent':
      return 'absent';
    case 'scalar':
      return typeof settled.value === 'string' ? JSON.stringify(settled.value) : settled.text;
    case 'template':
      return JSON.stringify(
        settled.parts.map((part) => (typeof part === 'string' ? part : `\${${nameOf(part.reason)}}`)).join(''),
      );
    case 'list': {
      const items = [...settled.items()].map(show);
      const more = settled.open && !items.includes('…') ? ['…'] : [];
      return `${settled.inner === true ? 'json ' : ''}[${[...items, ...more].join(', ')}]`;
    }
    case 'map': {
      const entries = [...settled.entries()].map(({ name, value }) => `${name} = ${show(value)}`);
      const more = settled.open ? ['…'] : [];
      return `${settled.inner === true ? 'json ' : ''}{${[...entries, ...more].join(', ')}}`;
    }
  }
}

/** Reasons of values that a test calls by a letter are those letters. */
function nameOf(reason: string): string {
  return reason.length === 1 ? reason : '';
}

const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|(-?\d[\d.]*(?:e[+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_:]*)|(\.\.\.)|([()[\]{},=]))/y;

class Reader {
  readonly #text: string;
  readonly #context: Partial<CallContext>;
  #at = 0;

  constructor(text: string, context: Partial<CallContext>) {
    this.#text = text;
    this.#context = context;
  }

  read(): Term {
    const start = this.#at + (/\S/.exec(this.#text.slice(this.#at))?.index ?? 0);
    const [, quoted, number, name, , mark] = this.#token();
    const origin = (): Origin => placeIn(this.#text, start, this.#at);
    if (quoted !== undefined) return textTerm(JSON.parse(quoted) as string, origin());
    if (number !== undefined) return { state: 'scalar', value: Number(number), text: number, origin: origin() };
    if (mark === '[') {
      const items = this.#items(']').terms;
      return { state: 'list', open: false, origin: origin(), items: () => items };
    }
    if (mark === '{') return this.#map(start);
    if (name === 'true' || name === 'false') {
      return { state: 'scalar', value: name === 'true', text: name, origin: origin() };
    }
    if (name === 'null') return { state: 'scalar', value: null, text: name, origin: origin() };
    if (name === undefined) throw new Error(`what is '${this.#text.slice(start)}'?`);
    if (!this.#skip('(')) return { state: 'unknown', reason: name, written: true, origin: origin() };
    const { terms, spread } = this.#items(')');
    return this.#call(name, terms, spread, origin());
  }

  #call(name: string, args: readonly Term[], spread: boolean, origin: Origin): Term {
    const [first, second] = args;
    if (name === 'id' && first?.state === 'unknown') {
      const reference = { scope: SCOPE, address: `aws_lb.${first.reason}`, attribute: 'id' };
      return { ...first, reference };
    }
    if (name === 'pick' && first && second) {
      const condition = {
        label: 'pick',
        id: 'pick',
        judge: (world: World) => world.ask({ variable: 'pick', value: 'first' }),
      };
      return { state: 'choice', condition, then: first, else: second, origin };
    }
    return callFunction(name, args, { budget: new Budget(), ...this.#context, place: origin }, spread);
  }

  #map(start: number): Term {
    const entries = new Map<string, { name: string; key: Origin; value: Term }>();
    while (!this.#skip('}')) {
      const [token, quoted, , name] = this.#token();
      const at = this.#at - token.trimStart().length;
      const key = placeIn(this.#text, at, this.#at);
      const word = quoted === undefined ? (name ?? '') : (JSON.parse(quoted) as string);
      this.#skip('=');
      entries.set(word, { name: word, key, value: this.read() });
      this.#skip(',');
    }
    const origin = placeIn(this.#text, start, this.#at);
    const get = (name: string): Term | undefined => entries.get(name)?.value;
    return { state: 'map', open: false, origin, get, entries: () => entries.values() };
  }

  #items(end: string): { terms: Term[]; spread: boolean } {
    const terms: Term[] = [];
    let spread = false;
    while (!this.#skip(end)) {
      terms.push(this.read());
      spread = this.#skip('...');
      this.#skip(',');
    }
    return { terms, spread };
  }

  #token(): RegExpExecArray {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (!match) throw new Error(`what is '${this.#text.slice(this.#at)}'?`);
    this.#at = TOKEN.lastIndex;
    return match;
  }

  #skip(mark: string): boolean {
    TOKEN.lastIndex = this.#at;
    if (TOKEN.exec(this.#text)?.[0].trimStart() !== mark) return false;
    this.#at = TOKEN.lastIndex;
    return true;
  }
}

export const SCOPE = {};

function textTerm(text: string, origin: Origin): Term {
  const pieces = text.split(/\$\{(\w)\}/);
  const parts = pieces.map((piece, index): string | Extract<Term, { state: 'unknown' }> =>
    index % 2 === 0 ? piece : { state: 'unknown', reason: piece, written: true, origin },
  );
  return pieces.length === 1
    ? { state: 'scalar', value: text, text, origin }
    : { state: 'template', parts: parts.filter((part) => part !== ''), origin };
}
