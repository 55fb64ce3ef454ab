import type { Resource } from '../model/index.ts';
import type { Span } from '../text/source.ts';
import { settle, World, type Origin, type Term } from '../values/index.ts';
import type { Described } from './described.ts';
import { MASK } from './message.ts';

/** Fields of a Kubernetes Secret whose values are the secret, whatever they look like. */
const FIELDS = ['data', 'stringData'] as const;

/** Where the values of a Kubernetes Secret stand; nothing for any other resource. */
export function* secretData({ kind, term }: Resource): Generator<Span> {
  if (kind !== 'k8s.Secret' || term.state !== 'map') return;
  for (const field of FIELDS) {
    const values = term.get(field);
    if (values?.state !== 'map') continue;
    for (const { value } of values.entries()) yield value.origin.span;
  }
}

/** Values of one resource that are looked through for what is sensitive. */
const MOST_LOOKED_THROUGH = 50_000;

/**
 * Where all that is marked as sensitive in a resource stands: a finding on one value of a sensitive list also shows its
 * neighbours, and names them. Source: Terraform, "Manage sensitive data": what is made of a sensitive value is sensitive.
 */
export function* sensitiveSpans({ term }: Resource): Generator<Span> {
  const pending: Term[] = [term];
  const world = new World();
  let count = 0;
  for (let next = pending.pop(); next && count < MOST_LOOKED_THROUGH; next = pending.pop()) {
    count++;
    const settled = settle(next, world);
    if (settled.state === 'map') for (const { value } of settled.entries()) pending.push(value);
    else if (settled.state === 'list') pending.push(...settled.items());
    else if (settled.origin.sensitive) yield* writtenSpans(settled.origin);
  }
}

/** Where a value is written. What came from elsewhere is a mere name in its own place, as in '!Ref Password'. */
export function writtenSpans(origin: Origin): readonly Span[] {
  const held = heldSpans(origin);
  return held.length > 0 ? held : [origin.span];
}

/** The places on a value's way that hold it. */
export function heldSpans({ via }: Origin): readonly Span[] {
  return via.filter((hop) => !hop.isPassage).map((hop) => hop.span);
}

/** What is described of a resource, without the values of a Kubernetes Secret. */
export function withoutSecretData(kind: string, values: Record<string, Described>): Record<string, Described> {
  if (kind !== 'k8s.Secret') return values;
  const hidden = FIELDS.filter((field) => field in values).map((field) => [field, hide(values[field])] as const);
  return { ...values, ...Object.fromEntries(hidden) };
}

/** The names are shown: `secretKeyRef` refers to them. */
function hide(data: Described | undefined): Described {
  if (typeof data !== 'object' || Array.isArray(data)) return MASK;
  return Object.fromEntries(Object.keys(data).map((name) => [name, MASK]));
}
