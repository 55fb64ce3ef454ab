import table from '../../schemas/kubernetes/load-balancer-annotations.json' with { type: 'json' };
import { closest, editDistance } from './closest.ts';

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

/** What is known of the key of an annotation. */
export interface AnnotationKey {
  /** Undefined where no controller that we know reads it. */
  readonly annotation: LoadBalancerAnnotation | undefined;
  /** In that case, the key that was most likely meant; undefined when none is close. */
  readonly closest: string | undefined;
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

/** Edits that a prefix may be away from the one that was meant; other controllers have prefixes of the same pattern. */
const PREFIX_EDITS = 1;

/**
 * Reads the key of an annotation that is meant for a load balancer on AWS, misspelt ones included; undefined for all
 * others. Of `service.beta.kubernetes.io/…`, which other clouds use as well, only names of AWS count.
 * Source: schemas/kubernetes/load-balancer-annotations.json.
 */
export function parseAnnotationKey(key: string): AnnotationKey | undefined {
  const slash = key.indexOf('/') + 1;
  const [prefix, name] = [key.slice(0, slash), key.slice(slash)];
  for (const family of ['ingress', 'service'] as const) {
    const prefixes: readonly string[] = table.prefixes[family];
    const names = known()[family];
    const annotation = names.get(patternOf(name, names));
    const isOfAws = family === 'ingress' || name.startsWith('aws-load-balancer');
    if (prefixes.includes(prefix)) {
      if (annotation) return { annotation, closest: undefined };
      const meant = closestName(name, names);
      return isOfAws ? { annotation, closest: meant === undefined ? undefined : prefix + meant } : undefined;
    }
    const meant = prefixes.find((each) => editDistance(prefix, each, PREFIX_EDITS) <= PREFIX_EDITS);
    if (annotation && isOfAws && meant !== undefined) return { annotation: undefined, closest: meant + name };
  }
  return undefined;
}

function closestName(name: string, family: Family): string | undefined {
  const [head = '', ...tail] = name.split('.');
  const heads = [...family.keys()].flatMap((each) => (each.endsWith('.*') ? [each.slice(0, -2)] : []));
  const pattern = tail.length > 0 ? (heads.includes(head) ? head : closest(head, heads)) : undefined;
  return pattern === undefined ? closest(name, family.keys()) : [pattern, ...tail].join('.');
}

/** The name as the table has it: `actions.redirect` is `actions.*`. Names with a dot that stand for themselves come first. */
function patternOf(name: string, family: Family): string {
  const dot = name.indexOf('.');
  return family.has(name) || dot < 0 || dot === name.length - 1 ? name : `${name.slice(0, dot)}.*`;
}
