import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeList, madeMap } from '../../src/frontends/made-terms.ts';
import { NodeMap, plainTerm } from '../../src/frontends/node-terms.ts';
import {
  apiSpelling,
  checkShape,
  shapeOf,
  type Mistake,
  type ShapeTable,
  type Spelling,
} from '../../src/model/index.ts';
import { NodeOrigin, parseJson, type Node } from '../../src/syntax/index.ts';
import type { Condition, Term } from '../../src/values/index.ts';
import { tellMistakes } from '../frontends/lower-text.ts';

const TABLE: ShapeTable = {
  shapes: {
    Task: {
      family: 'string!',
      containers: '[ContainerDefinition]!',
      size: 'integer 1..10',
      ratio: 'number',
      mode: 'Mode',
      modes: '[Mode]',
      labels: '{string}',
      network: 'Network',
      policy: 'json',
      extra: 'any',
      port: 'int-or-string',
      cpu: 'quantity',
      private: 'boolean',
    },
    ContainerDefinition: { name: 'string!', image: 'string!', health: 'Health', links: '[Link]' },
    Health: { command: '[string]!', interval: 'integer' },
    Link: { name: 'string', target: 'string' },
    Network: { subnets: '[string]!' },
    Open: { known: 'string' },
  },
  enums: { Mode: ['bridge', 'host', 'awsvpc'] },
  open: ['Open'],
};

function rootOf(text: string): Node {
  const { root } = parseJson({ path: 'input.json', text });
  if (!root) throw new Error('No document.');
  return root;
}

function check(term: Term, spelling: Spelling = apiSpelling, shape = 'Task'): string[] {
  const mistakes: Mistake[] = [];
  checkShape(term, shapeOf(TABLE, shape), spelling, "task 'web'", (mistake) => mistakes.push(mistake));
  return tellMistakes(mistakes);
}

function checkJson(value: unknown, spelling?: Spelling, shape?: string): string[] {
  return check(plainTerm('json')(rootOf(JSON.stringify(value, undefined, 1))), spelling, shape);
}

const FINE = { family: 'web', containers: [{ name: 'web', image: 'nginx' }] };

describe('checkShape', () => {
  it('says nothing about what fits', () => {
    const whole = { ...FINE, size: 10, ratio: 0.5, mode: 'host', modes: ['bridge'], labels: { a: 'b' }, private: true };
    expect(
      checkJson({ ...whole, network: { subnets: ['a'] }, policy: { Any: [1] }, extra: 7, port: 80, cpu: '100m' }),
    ).toEqual([]);
    expect(checkJson({ ...FINE, port: 'http', cpu: 1 })).toEqual([]);
  });

  it('names unknown fields with the closest known one, case included', () => {
    expect(checkJson({ ...FINE, Family: 'x', sise: 1, whatever: 2 })).toEqual([
      '9:"Family" unknownField Family of task \'web\' like family',
      '10:"sise" unknownField sise of task \'web\' like size',
      '11:"whatever" unknownField whatever of task \'web\'',
    ]);
  });

  it('names the part by its own name, or by the way to it', () => {
    const containers = [
      { name: 'web', image: 'nginx', health: { command: ['x'], intervall: 1 }, links: [{ name: 'db', targt: 'x' }] },
    ];
    expect(checkJson({ ...FINE, containers, network: { subnets: [], groups: [] } })).toEqual([
      '11:"intervall" unknownField intervall of health of container \'web\' like interval',
      "16:\"targt\" unknownField targt of links 'db' of container 'web' like target",
      '23:"groups" unknownField groups of network of task \'web\'',
    ]);
  });

  it('tells what was written from what is taken', () => {
    expect(
      checkJson({ ...FINE, family: 3, size: '2', ratio: 'x', private: 'true', labels: { a: 1 }, port: true }),
    ).toEqual([
      "2:3 wrongType family of task 'web' a number, not text",
      '9:"2" wrongType size of task \'web\' text, not a whole number',
      '10:"x" wrongType ratio of task \'web\' text, not a number',
      '11:"true" wrongType private of task \'web\' text, not true or false',
      "13:1 wrongType labels.a of task 'web' a number, not text",
      "15:true wrongType port of task 'web' true or false, not a whole number or text",
    ]);
    expect(checkJson({ ...FINE, containers: {}, labels: [], network: 'a', modes: 'host', size: 1.5 })).toEqual([
      '3:"containers" wrongType containers of task \'web\' a map, not a list',
      '4:"labels" wrongType labels of task \'web\' a list, not a map',
      '5:"a" wrongType network of task \'web\' text, not a map',
      '6:"host" wrongType modes of task \'web\' text, not a list',
      "7:1.5 wrongType size of task 'web' a fraction, not a whole number",
    ]);
  });

  it('knows the values of enums and the bounds of numbers', () => {
    expect(checkJson({ ...FINE, mode: 'AWSVPC', modes: ['bride'], size: 11 })).toEqual([
      '9:"AWSVPC" badValue mode of task \'web\' like awsvpc',
      '11:"bride" badValue modes of task \'web\' like bridge',
      "13:11 outOfRange size of task 'web'",
    ]);
  });

  it('misses required fields at the head of their owner, null counting as absent', () => {
    expect(checkJson({ family: null, containers: [{ name: 'web', image: null }, {}] })).toEqual([
      "6:null missingField image of container 'web'",
      "8:{ missingField name of containers of task 'web'",
      "8:{ missingField image of containers of task 'web'",
      "2:null missingField family of task 'web'",
    ]);
  });

  it('misses nothing in an open map, and knows no unknown field in an open shape', () => {
    const root = rootOf('{ "sise": 1 }');
    expect(check(new NodeMap(root, new NodeOrigin(root), plainTerm('json'), true))).toEqual([
      '1:"sise" unknownField sise of task \'web\' like size',
    ]);
    expect(checkJson({ knwon: 'x', known: 1 }, apiSpelling, 'Open')).toEqual([
      "3:1 wrongType known of task 'web' a number, not text",
    ]);
  });

  it('checks both sides of a condition, and takes what is unknown to be right', () => {
    const term = plainTerm('json')(rootOf('{ "then": "host", "else": "hots", "unknown": {} }'));
    if (term.state !== 'map') throw new Error('Not a map.');
    const [then, otherwise] = [term.get('then'), term.get('else')];
    if (!then || !otherwise) throw new Error('No sides.');
    const condition: Condition = { label: 'IsProd', id: 'IsProd', judge: () => true };
    const { origin } = term;
    const choice: Term = { state: 'choice', condition, then, else: otherwise, origin };
    const unknown: Term = { state: 'unknown', reason: 'a parameter', written: true, origin };
    const deferred: Term = { state: 'deferred', origin, resolve: () => unknown };
    const parts = new Map<string, Term>([
      ['mode', choice],
      ['family', unknown],
      ['containers', deferred],
      ['size', unknown],
    ]);
    expect(check(madeMap(origin, parts))).toEqual(['1:"hots" badValue mode of task \'web\' like host']);
    expect(check({ state: 'choice', condition, then: madeMap(origin, parts), else: unknown, origin })).toHaveLength(1);
  });

  it('speaks in the words of the format, and reads what the format keeps elsewhere', () => {
    const spelling: Spelling = {
      ...apiSpelling,
      coerces: true,
      word: (_shape, field) => field.toUpperCase(),
      structure: (shape, field) => (shape === 'Task' && field === 'network' ? (owner) => owner.get('NET') : undefined),
      accepts: (shape, word) => shape === 'Task' && word === 'NET',
    };
    const value = {
      FAMILY: 1,
      CONTAINERS: [{ NAME: 'web' }],
      SIZE: '2',
      PRIVATE: 'TRUE',
      NET: { SUBNETS: 'a' },
      NETWORK: {},
    };
    expect(checkJson(value, spelling)).toEqual([
      '5:"NAME" missingField IMAGE of container \'web\'',
      '13:"NETWORK" unknownField NETWORK of task \'web\'',
      '11:"a" wrongType SUBNETS of NET of task \'web\' text, not a list',
    ]);
  });

  it('takes blocks for maps, and documents in text where the format has them', () => {
    const spelling: Spelling = {
      ...apiSpelling,
      blocks: true,
      inside: apiSpelling,
      embedded: (text) => plainTerm('json')(rootOf(text.text)),
    };
    expect(
      checkJson({ family: 'web', containers: '[{"name":"web","imge":"x"}]', network: [{ subnet: [] }] }, spelling),
    ).toEqual([
      '1:"imge" unknownField imge of container \'web\' like image',
      '1:"web" missingField image of container \'web\'',
      '6:"subnet" unknownField subnet of network of task \'web\' like subnets',
      '6:"subnet" missingField subnets of network of task \'web\'',
    ]);
    const inner = { ...madeList(new NodeOrigin(rootOf('{}')), []), inner: true };
    expect(
      check(
        madeMap(
          inner.origin,
          new Map<string, Term>([
            ['containers', inner],
            ['family', inner],
          ]),
        ),
        spelling,
      ),
    ).toHaveLength(1);
  });

  it('never throws, whatever is written where', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (a, b, c) => {
        for (const field of Object.keys(TABLE.shapes['Task'] ?? {}))
          checkJson({ ...FINE, [field]: a, containers: [b, { health: c }] });
        checkJson(a);
      }),
      { numRuns: 50 },
    );
  });
});
