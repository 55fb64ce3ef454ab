import { readJson } from './read-json.ts';
import type { Table } from './table.ts';

/** schemas/kubernetes/*.json: shapes in the mini-language already. */
interface Shapes {
  readonly shapes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Overlay extends Shapes {
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

/**
 * The table of all Kubernetes kinds: the extract of one release, what its overlay says instead, and custom resources,
 * whose shapes are open. Throws when the overlay changes a field that does not exist.
 */
export function readKubernetesTable(): Table {
  const release = readJson('kubernetes/1.36.json') as Shapes;
  const overlay = readJson('kubernetes/overlay.json') as Overlay;
  const custom = readJson('kubernetes/crds.json') as Shapes;
  const shapes: Record<string, Readonly<Record<string, string>>> = { ...release.shapes };
  for (const [name, fields] of Object.entries(overlay.shapes)) shapes[name] = { ...shapes[name], ...fields };
  for (const [name, fields] of Object.entries(custom.shapes)) {
    if (shapes[name]) throw new Error(`The custom resources' shape '${name}' exists in Kubernetes.`);
    shapes[name] = fields;
  }
  return {
    name: 'k8s',
    source: 'schemas/kubernetes/',
    shapes,
    enums: overlay.enums,
    open: Object.keys(custom.shapes),
    apiNames: {},
  };
}
