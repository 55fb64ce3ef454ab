import { KINDS, type Kind, type Kinds } from '../model/index.ts';
import type { Context, Visitors } from './rule.ts';

/** What every object of Kubernetes has. */
export type KubernetesObject = Kinds['k8s.object'];

/** Visitors that see every object of Kubernetes, of whatever kind. */
export function visitObjects<Messages extends Record<string, string>>(
  visit: (object: KubernetesObject, context: Context<Messages>) => void,
): Visitors<Messages> {
  const kinds = (Object.keys(KINDS) as Kind[]).filter((kind) => kind.startsWith('k8s.'));
  return Object.fromEntries(kinds.map((kind) => [kind, visit]));
}
