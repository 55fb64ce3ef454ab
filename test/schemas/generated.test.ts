import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate as generateModel } from '../../scripts/generators/model.ts';
import { root } from '../../scripts/shapes/root.ts';

test('the committed tables, types and kinds are what the schemas say', () => {
  const stale = [...generateModel()].filter(([path, content]) => readFileSync(join(root, path), 'utf8') !== content);
  expect(stale.map(([path]) => path)).toEqual([]);
});
