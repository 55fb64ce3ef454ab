import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from '../../../src/syntax/document.ts';
import { parseHcl } from '../../../src/syntax/hcl/index.ts';

const ALL = join(import.meta.dirname, '../../../fixtures');
const FOLDER = join(ALL, 'hcl');

/** Texts that together have all of the grammar, without a mistake. */
export const fixtures: readonly { path: string; text: string }[] = readdirSync(FOLDER).map((name) => ({
  path: name,
  text: readFileSync(join(FOLDER, name), 'utf8'),
}));

/** Every text in HCL of the project's fixtures, but those that are broken on purpose. */
export const allFixtures: readonly { path: string; text: string }[] = readdirSync(ALL, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((path) => /\.(?:tf|tofu|tfvars)$/.test(path) && !path.startsWith('broken'))
  .map((path) => ({ path, text: readFileSync(join(ALL, path), 'utf8') }));

export function hcl(text: string): Document {
  return parseHcl({ path: 'main.tf', text });
}

export function messages(document: Document): string[] {
  return document.faults.map(({ message }) => message);
}
