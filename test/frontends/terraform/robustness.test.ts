import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { describeModel } from '../../../src/engine/index.ts';
import type { Frontend } from '../../../src/frontends/frontend.ts';
import { terraformPlan } from '../../../src/frontends/terraform/plan/index.ts';
import { terraform as terraformJson } from '../../../src/frontends/terraform/configuration.ts';
import { loadShapes, Resource } from '../../../src/model/index.ts';
import { parseJson } from '../../../src/syntax/index.ts';

const FOLDER = join(import.meta.dirname, 'fixtures', 'everything');

/** Lowers a text whatever it holds, and reads every field of what comes of it. */
function lowerAll(frontend: Frontend, text: string): void {
  const { root } = parseJson({ path: 'main.tf.json', text });
  if (!root) return;
  frontend.recognises(root);
  const resources: Resource[] = [];
  frontend.lower([{ root, index: 0 }], {
    settings: { parameters: {} },
    add: (source) => resources.push(new Resource(source)),
    mistake: () => undefined,
    notice: () => undefined,
  });
  describeModel(resources);
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Puts another value in the place of the one that the numbers lead to. */
function replaceAt(value: Json, way: readonly number[], by: Json): Json {
  const [step, ...rest] = way;
  if (step === undefined || value === null || typeof value !== 'object') return by;
  if (Array.isArray(value))
    return value.map((item, at) => (at === step % value.length ? replaceAt(item, rest, by) : item));
  const keys = Object.keys(value);
  const key = keys[step % keys.length];
  return key === undefined ? by : { ...value, [key]: replaceAt(value[key] ?? null, rest, by) };
}

const odd = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    '',
    0,
    [],
    {},
    [[]],
    [null],
    '${',
    '${var.name}',
    '${aws_ecs_service.web}',
    '${aws_lb.main[*]}',
    '[{"name": "${local.a}"}]',
    { references: ['module.a.b', 'each.value', 'var.a', 'aws_x', '', 'a["'] },
    { __proto__x: 1, constructor: 1, '//': 2, dynamic: { a: 1 } },
  ),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);

describe.each([
  ['plan.json', terraformPlan],
  ['main.tf.json', terraformJson],
])('%s', (name, frontend) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const value = JSON.parse(text) as Json;

  it('is read with anything in the place of anything', async () => {
    await loadShapes(frontend.kinds);
    const way = fc.array(fc.nat({ max: 200 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(way, odd, (steps, by) => lowerAll(frontend, JSON.stringify(replaceAt(value, steps, by)))),
      { numRuns: 20 },
    );
  });

  it('is read when it is cut or damaged', async () => {
    await loadShapes(frontend.kinds);
    const damage = fc.record({
      at: fc.nat({ max: text.length }),
      length: fc.nat({ max: 400 }),
      by: fc.string({ maxLength: 3 }),
    });
    fc.assert(
      fc.property(damage, fc.boolean(), ({ at, length, by }, cut) =>
        lowerAll(frontend, text.slice(0, at) + by + (cut ? '' : text.slice(at + length))),
      ),
      { numRuns: 20 },
    );
  });
});
