import { describe, expect, it } from 'vitest';
import { Budget } from '../../../../src/frontends/terraform/budget.ts';
import { callFunction } from '../../../../src/frontends/terraform/functions/index.ts';
import { explore, settle, World, type Origin, type Term } from '../../../../src/values/index.ts';
import { evaluate, placeIn, show } from './expression.ts';

/** What a term is in each world. */
function inAllWorlds(term: Term): string[] {
  return explore((world) => show(settle(term, world))).outcomes.map(({ result }) => result);
}

function secret(text: string): Term {
  return { state: 'scalar', value: text, text, origin: { ...placeIn(text), sensitive: true } };
}

function call(name: string, ...args: readonly Term[]): Term {
  return callFunction(name, args, { place: placeIn(name), budget: new Budget() }, false);
}

describe('callFunction', () => {
  it('knows what it does not know', () => {
    expect(evaluate('teleport(1)')).toMatchObject({ state: 'unknown', reason: "what function 'teleport' gives" });
    expect(evaluate('provider::aws::arn_parse("arn")')).toMatchObject({ state: 'unknown' });
    expect(show(evaluate('timestamp()'))).toBe('?');
    expect(show(evaluate('uuid()'))).toBe('?');
    expect(show(evaluate('core::upper("a")'))).toBe('"A"');
  });

  it.each([
    ['max([1, 2]...)', '2'],
    ['max(0, toset([1, 2])...)', '2'],
    ['max(x...)', '?x'],
    ['max(concat([1], x)...)', '?'],
    ['max({}...)', '!'],
    ['format("%s-%s", ["a", "b"]...)', '"a-b"'],
  ])('spreads %s: %s', (text, result) => expect(show(evaluate(text))).toBe(result));

  it.each([
    ['upper(element([], 0))', '!'],
    ['concat(["a"], element([], 0))', '!'],
    ['substr(x, "a", 1)', '!'],
    ['upper("a", "b")', '!'],
    ['upper()', '!'],
  ])('refuses %s', (text, result) => expect(show(evaluate(text))).toBe(result));

  it('does not tell in a reason what it was given', () => {
    expect(call('tonumber', secret('hunter2'))).toMatchObject({
      reason: "a call of 'tonumber' of something that is not a number",
    });
    expect(call('abs', secret('hunter2'))).toMatchObject({
      reason: "a call of 'abs' with other text where a number is due",
    });
  });
});

describe('conditional arguments', () => {
  it('make a result that is worked out in each world', () => {
    const term = evaluate('upper(pick("a", "b"))');
    expect(term.state).toBe('deferred');
    expect(inAllWorlds(term)).toEqual(['"A"', '"B"']);
  });

  it('are left alone where a function need not look at them', () => {
    const term = evaluate('concat(["a"], [pick("b", "c")])');
    expect(term.state).toBe('list');
    expect(inAllWorlds(term)).toEqual(['["a", "b"]']);
    expect(evaluate('coalesce("a", pick("b", "c"))').state).toBe('scalar');
    expect(evaluate('element([pick("b", "c"), "a"], 1)').state).toBe('scalar');
    expect(evaluate('merge({ a = pick("b", "c") }, {})').state).toBe('map');
    expect(evaluate('jsonencode({ a = pick("b", "c") })').state).toBe('map');
  });

  it('are looked at within collections', () => {
    expect(inAllWorlds(evaluate('join("-", ["a", pick("b", "c")])'))).toEqual(['"a-b"', '"a-c"']);
    expect(inAllWorlds(evaluate('flatten([pick(["b"], []), "a"])'))).toEqual(['["b", "a"]', '["a"]']);
    expect(inAllWorlds(evaluate('base64encode(jsonencode({ a = pick(1, 2) }))'))).toEqual([
      '"eyJhIjoxfQ=="',
      '"eyJhIjoyfQ=="',
    ]);
  });

  it('are decided alike wherever they are asked for', () => {
    expect(inAllWorlds(evaluate('format("%s-%s", pick("a", "b"), upper(pick("a", "b")))'))).toEqual(['"a-A"', '"b-B"']);
  });

  it('are worked out once for each world', () => {
    const term = evaluate('concat(pick(["a"], []), ["b"])');
    const world = new World();
    expect(settle(term, world)).toBe(settle(term, world));
  });
});

describe('secrets', () => {
  const isSecret = (term: Term | undefined): boolean | undefined => term?.origin.sensitive;

  it('stay secret in what is made of them', () => {
    expect(isSecret(call('upper', secret('a')))).toBe(true);
    expect(isSecret(call('format', evaluate('"%s"'), secret('a')))).toBe(true);
    const list: Term = { state: 'list', open: false, origin: placeIn(''), items: () => [secret('a')] };
    expect(isSecret(call('join', evaluate('"-"'), list))).toBe(true);
    expect(isSecret(call('element', list, evaluate('0')))).toBe(true);
  });

  it('are what is read out of a secret collection', () => {
    const list = call('sensitive', evaluate('["a", "b"]'));
    const map = call('sensitive', evaluate('{ a = "b" }'));
    expect(isSecret(call('element', list, evaluate('0')))).toBe(true);
    expect(isSecret(call('lookup', map, evaluate('"a"')))).toBe(true);
    const merged = call('merge', map, evaluate('{ c = "d" }'));
    expect(merged.state === 'map' && isSecret(merged.get('a'))).toBe(true);
    const [first] = [...(settle(call('concat', list, list), new World()) as Extract<Term, { state: 'list' }>).items()];
    expect(isSecret(first)).toBe(true);
  });

  it('can be told from others, and be disclosed', () => {
    expect(show(call('issensitive', secret('a')))).toBe('true');
    expect(show(evaluate('issensitive("a")'))).toBe('false');
    expect(isSecret(call('nonsensitive', secret('a')))).toBe(false);
    expect(isSecret(call('sensitive', evaluate('pick("a", "b")')))).toBe(undefined);
    expect(isSecret(settle(call('sensitive', evaluate('pick("a", "b")')), new World()))).toBe(true);
  });
});

describe('places', () => {
  it('of what is made are those of the call, with the hops of its arguments', () => {
    const hop = { span: placeIn('default').span, note: "Default of variable 'name'." };
    const origin: Origin = { ...placeIn('"a"'), via: [hop] };
    const made = call('upper', { state: 'scalar', value: 'a', text: 'a', origin });
    expect(made.origin.span.source.text).toBe('upper');
    expect(made.origin.via).toEqual([hop]);
    expect('replacement' in made.origin).toBe(false);
  });

  it.each([
    ['element(["a", "b"], 1)', '"b"'],
    ['lookup({ a = "b" }, "a")', '"b"'],
    ['try("a", 1)', '"a"'],
    ['one(["a"])', '"a"'],
    ['element(reverse(["a", "b"]), 0)', '"b"'],
    ['element(sort(["b", "a"]), 0)', '"a"'],
    ['element(toset(["b", "a"]), 0)', '"a"'],
    ['element(keys({ b = 1, a = 2 }), 0)', 'a'],
    ['element(values({ b = "x" }), 0)', '"x"'],
    ['trimspace("a")', '"a"'],
  ])('of what %s chooses are where it is written', (text, written) => {
    const { start, end } = evaluate(text).origin.span;
    expect(text.slice(start, end)).toBe(written);
  });
});

describe('budgets', () => {
  const long = (length: number): Term => {
    const text = 'a'.repeat(length);
    return { state: 'scalar', value: text, text, origin: placeIn('') };
  };

  it('stop texts that get too long', () => {
    const half = long(600_000);
    expect(show(call('format', evaluate('"%s%s"'), half, half))).toBe('?');
    expect(show(call('replace', long(10_000), evaluate('"a"'), long(10_000)))).toBe('?');
    expect(show(call('replace', long(10_000), evaluate('"/a/"'), long(10_000)))).toBe('?');
  });

  it('stop collections that get too large', () => {
    expect(show(evaluate('setproduct(range(1000), range(1000))'))).toBe('?');
    const many = evaluate('range(1000)');
    const lists: Term = { state: 'list', open: false, origin: placeIn(''), items: () => Array<Term>(11).fill(many) };
    expect(show(call('flatten', lists))).toBe('?');
    expect(show(call('concat', ...Array<Term>(11).fill(many)))).toBe('?');
  });

  it('stop documents within documents, whose backslashes double', () => {
    let term = evaluate('jsonencode({ a = "\\"" })');
    for (let depth = 0; depth < 40; depth++) {
      const inner = term;
      term = call('jsonencode', { state: 'list', open: false, origin: placeIn(''), items: () => [inner] });
    }
    expect(show(call('upper', term)).length).toBeLessThan(10_000_000);
  });

  it('stop lists that hold themselves', () => {
    const endless: Term = { state: 'list', open: false, origin: placeIn(''), items: () => [endless] };
    expect(show(call('flatten', endless))).toBe('?');
    expect(show(call('upper', call('jsonencode', endless))).length).toBeLessThan(1000);
    expect(show(call('contains', endless, endless))).toBe('?');
  });

  it('stop patterns that take too long', () => {
    expect(show(call('regexall', evaluate('"(a+)+b"'), long(2_000)))).toBe('[]');
    expect(show(call('regexall', evaluate('"(a+)+b"'), long(900_000)))).toBe('?');
  });
});
