import type { Resource } from '../model/index.ts';
import type { Span } from '../text/source.ts';
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
