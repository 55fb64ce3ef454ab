import table from '../../schemas/kubernetes/load-balancer-annotations.json' with { type: 'json' };
import { closest } from './closest.ts';

/** Objects whose annotations tell a controller about a load balancer. */
export type AnnotatedKind = 'Ingress' | 'Service';

/** An annotation that the AWS Load Balancer Controller reads, or that the older controller of Classic Load Balancers does. */
export interface LoadBalancerAnnotation {
  /** Without its prefix; one that ends in `.*` takes any ending: `actions.*`. */
  readonly name: string;
  /** What its value has to be: see checkAnnotationValue. */
  readonly grammar: string;
  /** Where it is read. An Ingress also takes what its Services say. */
  readonly on: readonly AnnotatedKind[];
  /** The annotation that took its place. */
  readonly deprecatedFor: string | undefined;
  /** Only read where a Classic Load Balancer is made. */
  readonly legacy: boolean;
}

/** The key of an annotation, told apart. */
export interface AnnotationKey {
  readonly prefix: string;
  readonly name: string;
  /** Undefined where no controller that we know reads one of this name. */
  readonly annotation: LoadBalancerAnnotation | undefined;
}

interface Row {
  readonly name: string;
  readonly value: string;
  readonly on?: readonly string[];
  readonly deprecatedFor?: string;
  readonly legacy?: boolean;
}

type Family = ReadonlyMap<string, LoadBalancerAnnotation>;

let families: { readonly ingress: Family; readonly service: Family } | undefined;

/** Made when first asked for: most manifests have no such annotation. */
function known(): { readonly ingress: Family; readonly service: Family } {
  families ??= { ingress: familyOf(table.ingress, 'Ingress'), service: familyOf(table.service, 'Service') };
  return families;
}

function familyOf(rows: readonly Row[], kind: AnnotatedKind): Family {
  return new Map(
    rows.map(({ name, value, on, deprecatedFor, legacy = false }) => [
      name,
      { name, grammar: value, on: on ? ['Ingress', 'Service'] : [kind], deprecatedFor, legacy },
    ]),
  );
}

/**
 * Reads the key of an annotation that is meant for a load balancer on AWS; undefined for all others. Of
 * `service.beta.kubernetes.io/…`, which other clouds use as well, only names of AWS count.
 * Source: schemas/kubernetes/load-balancer-annotations.json.
 */
export function parseAnnotationKey(key: string): AnnotationKey | undefined {
  const found = prefixOf(key);
  if (!found) return undefined;
  const { family, prefix } = found;
  const name = key.slice(prefix.length);
  const annotation = known()[family].get(patternOf(name, known()[family]));
  if (!annotation && family === 'service' && !name.startsWith('aws-load-balancer')) return undefined;
  return { prefix, name, annotation };
}

/** The whole key that was most likely meant where no annotation has this name; undefined when none is close. */
export function closestAnnotationKey({ prefix, name }: AnnotationKey): string | undefined {
  const family = known()[prefixOf(prefix)?.family ?? 'ingress'];
  const [head = '', ...tail] = name.split('.');
  const heads = [...family.keys()].flatMap((each) => (each.endsWith('.*') ? [each.slice(0, -2)] : []));
  const pattern = tail.length > 0 ? (heads.includes(head) ? head : closest(head, heads)) : undefined;
  const meant = pattern === undefined ? closest(name, family.keys()) : [pattern, ...tail].join('.');
  return meant === undefined ? undefined : prefix + meant;
}

function prefixOf(key: string): { readonly family: 'ingress' | 'service'; readonly prefix: string } | undefined {
  for (const family of ['ingress', 'service'] as const) {
    const prefix = table.prefixes[family].find((each) => key.startsWith(each));
    if (prefix !== undefined) return { family, prefix };
  }
  return undefined;
}

/** The name as the table has it: `actions.redirect` is `actions.*`. Names with a dot that stand for themselves come first. */
function patternOf(name: string, family: Family): string {
  const dot = name.indexOf('.');
  return family.has(name) || dot < 0 || dot === name.length - 1 ? name : `${name.slice(0, dot)}.*`;
}
