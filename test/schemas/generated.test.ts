import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate as generateCloudFormation } from '../../scripts/generators/cloudformation.ts';
import { generate as generateModel } from '../../scripts/generators/model.ts';
import { root } from '../../scripts/shapes/root.ts';

test.each([
  ['tables, types and kinds', generateModel],
  ['CloudFormation names', generateCloudFormation],
])('the committed %s are what the schemas say', (_what, generate) => {
  const stale = [...generate()].filter(([path, content]) => readFileSync(join(root, path), 'utf8') !== content);
  expect(stale.map(([path]) => path)).toEqual([]);
});
