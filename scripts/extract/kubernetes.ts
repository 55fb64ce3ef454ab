/**
 * Extracts schemas/kubernetes/1.36.json from the models of @kubernetes/client-node 2 (Apache-2.0), which are generated
 * from the OpenAPI document of that Kubernetes release.
 *
 * Run by hand, with the package installed outside the repository:
 *   npx tsx scripts/extract/kubernetes.ts FOLDER     FOLDER/node_modules/@kubernetes/client-node
 *
 * Types come from the models' attribute maps, required markers from their declarations. Shapes lose their version
 * (V1PodSpec -> PodSpec); `status` is what the cluster writes, so it is free-form to us.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../shapes/root.ts';

const RELEASE = '1.36';

const ROOTS =
  `V1Pod V1Deployment V1StatefulSet V1DaemonSet V1ReplicaSet V1Job V1CronJob V1Service V1Ingress V1IngressClass
  V1NetworkPolicy V1ConfigMap V1Secret V1ServiceAccount V1Role V1ClusterRole V1RoleBinding V1ClusterRoleBinding
  V1Namespace V1PersistentVolume V1PersistentVolumeClaim V1StorageClass V2HorizontalPodAutoscaler
  V1PodDisruptionBudget V1LimitRange V1ResourceQuota V1PriorityClass V1CSIDriver V1ValidatingWebhookConfiguration
  V1MutatingWebhookConfiguration V1CustomResourceDefinition`
    .split(/\s+/)
    .filter((name) => name !== '');

/** Shapes that no rule looks into, and that would bring hundreds of others along. */
const FREE_FORM = new Set(['V1CustomResourceDefinitionSpec', 'V1ManagedFieldsEntry', 'V1ListMeta']);

interface Attribute {
  /** The property's name in TypeScript, `_default` where `baseName` is a reserved word. */
  readonly name: string;
  readonly baseName: string;
  readonly type: string;
  readonly format: string;
}

const folder = join(process.argv[2] ?? '.', 'node_modules', '@kubernetes', 'client-node');
const models = join(folder, 'dist', 'gen', 'models');
const shapes = new Map<string, Record<string, string>>();
const origins = new Map<string, string>();

for (const name of ROOTS) await keep(name);

const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
writeFileSync(join(root, 'schemas', 'kubernetes', `${RELEASE}.json`), print(version));

async function keep(model: string): Promise<void> {
  const name = shapeName(model);
  const known = origins.get(name);
  if (known === model) return;
  if (known !== undefined) throw new Error(`Both ${known} and ${model} would be '${name}'.`);
  origins.set(name, model);
  const fields: Record<string, string> = {};
  shapes.set(name, fields);
  const required = readRequired(model);
  for (const { name: property, baseName, type, format } of await readAttributes(model)) {
    const written = baseName === 'status' && ROOTS.includes(model) ? 'any' : await readType(type, format);
    fields[baseName] = written + (required.has(property) ? '!' : '');
  }
}

async function readAttributes(model: string): Promise<readonly Attribute[]> {
  const module = (await import(pathToFileURL(join(models, `${model}.js`)).href)) as Record<
    string,
    { attributeTypeMap: readonly Attribute[] }
  >;
  const found = module[model];
  if (!found) throw new Error(`${model}.js does not export ${model}.`);
  return found.attributeTypeMap;
}

function readRequired(model: string): Set<string> {
  const text = readFileSync(join(models, `${model}.d.ts`), 'utf8');
  return new Set([...text.matchAll(/^ {4}'(?<name>[^']+)': /gm)].map((match) => match.groups?.['name'] ?? ''));
}

async function readType(type: string, format: string): Promise<string> {
  const list = /^(?:Array|Set)<(?<item>.+)>$/.exec(type)?.groups?.['item'];
  if (list !== undefined) return `[${await readType(list, format)}]`;
  const map = /^\{ \[key: string\]: (?<item>.+); \}$/.exec(type)?.groups?.['item'];
  if (map !== undefined) return `{${await readType(map, format)}}`;
  if (type === 'number') return format === 'double' ? 'number' : 'integer';
  if (type === 'string' || type === 'boolean') return type;
  if (type === 'Date' || type === 'V1MicroTime') return 'string';
  if (type === 'IntOrString') return 'int-or-string';
  if (type === 'any' || type === 'object' || FREE_FORM.has(type)) return 'any';
  await keep(type);
  return shapeName(type);
}

/** V1PodSpec -> PodSpec, V2MetricSpec -> MetricSpec, RbacV1Subject -> Subject, CoreV1ResourceClaim -> ResourceClaim. */
function shapeName(model: string): string {
  return model.replace(/^(?:[A-Z][a-z]+)?V\d+(?:(?:alpha|beta)\d+)?/, '');
}

function print(clientVersion: string): string {
  const entries = [...shapes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, fields]) => {
      const lines = Object.entries(fields).map(
        ([field, type]) => `      ${JSON.stringify(field)}: ${JSON.stringify(type)}`,
      );
      return `    ${JSON.stringify(name)}: {\n${lines.join(',\n')}\n    }`;
    });
  const source = `@kubernetes/client-node ${clientVersion}, by scripts/extract/kubernetes.ts`;
  const asOf = new Date().toISOString().slice(0, 10);
  return `{
  "source": ${JSON.stringify(source)},
  "asOf": ${JSON.stringify(asOf)},
  "version": ${JSON.stringify(RELEASE)},
  "shapes": {
${entries.join(',\n')}
  }
}
`;
}
