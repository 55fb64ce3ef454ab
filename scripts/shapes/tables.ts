import { readAwsTables } from './aws-tables.ts';
import { parseFieldType, SCALARS } from './field-type.ts';
import { readKinds } from './kinds.ts';
import { readKubernetesTable } from './kubernetes-table.ts';
import type { Table } from './table.ts';

/** Every table of the model, by name. Throws when a field or a kind names a shape or an enum that does not exist. */
export function readTables(): ReadonlyMap<string, Table> {
  const tables = new Map([...readAwsTables(), readKubernetesTable()].map((table) => [table.name, table]));
  for (const table of tables.values()) checkTable(table);
  for (const [kind, { table, shape }] of readKinds()) {
    if (!tables.get(table)?.shapes[shape])
      throw new Error(`Kind '${kind}' names the missing shape '${table}.${shape}'.`);
  }
  return tables;
}

function checkTable({ name, shapes, enums, open }: Table): void {
  for (const [shape, fields] of Object.entries(shapes)) {
    if (enums[shape]) throw new Error(`'${name}.${shape}' is both a shape and an enum.`);
    for (const [field, text] of Object.entries(fields)) {
      const { base } = parseFieldType(text);
      if (!SCALARS.has(base) && !shapes[base] && !enums[base]) {
        throw new Error(`'${name}.${shape}.${field}' names '${base}', which is neither a shape nor an enum.`);
      }
    }
  }
  for (const shape of open) if (!shapes[shape]) throw new Error(`'${name}' opens the missing shape '${shape}'.`);
}
