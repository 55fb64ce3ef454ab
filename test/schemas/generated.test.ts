import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate as cloudformation } from '../../scripts/generators/cloudformation.ts';
import { generate as kubernetes } from '../../scripts/generators/kubernetes.ts';
import { generate as model } from '../../scripts/generators/model.ts';
import { generate as terraform } from '../../scripts/generators/terraform.ts';
import { root } from '../../scripts/shapes/root.ts';

test.each(Object.entries({ model, cloudformation, terraform, kubernetes }))(
  'the committed files of generator %s are what the schemas say',
  (_name, generate) => {
    const stale = [...generate()].filter(([path, content]) => readFileSync(join(root, path), 'utf8') !== content);
    expect(stale.map(([path]) => path)).toEqual([]);
  },
);
