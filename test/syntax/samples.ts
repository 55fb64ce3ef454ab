import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node } from '../../src/syntax/document.ts';
import type { Dialect, Scalar } from '../../src/syntax/dialects.ts';

export type Plain = Scalar | undefined | Plain[] | Map<string, Plain>;

/** What a node holds, maps as `Map` so that no key is special; entries as written, aliases followed. */
export function valueOf(node: Node, dialect: Dialect): Plain {
  if (node.isMap) {
    return new Map([...node.ownEntries()].map(({ key, value }) => [key.text, valueOf(value, dialect)]));
  }
  if (node.isList) return [...node.items()].map((item) => valueOf(item, dialect));
  // An unknown tag makes text of any scalar, to the libraries.
  return node.tag === undefined ? node.scalar(dialect) : node.text;
}

/** The same shape for what a library returns. */
export function toPlain(value: unknown): Plain {
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [keyOf(key), toPlain(each)]));
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).map(([key, each]) => [key, toPlain(each)]));
  }
  return value as Scalar;
}

function keyOf(key: unknown): string {
  return typeof key === 'string' ? key : JSON.stringify(key).replace(/^null$/, '');
}

/** Real files, where the folder that holds them is given or lies beside the repository. */
export function corpus(extension: RegExp): { path: string; text: string }[] {
  const root = process.env['ECS_LINT_CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus');
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extension.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
