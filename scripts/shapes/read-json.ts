import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** A committed JSON file under schemas/; its form is for the caller to claim. Throws when missing or malformed. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, 'schemas', path), 'utf8'));
}
