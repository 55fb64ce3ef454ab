import type { Kind, Kinds } from '../model/index.ts';
import type { Answer, Value } from '../values/index.ts';
import type { Core } from './core.ts';
import { mayBeNamed } from './may-be-named.ts';

/**
 * Does the repository have a policy of its own? It may grant what the policies of a role do not. 'unsure' where a policy stands near whose repository we cannot tell.
 */
export function repositoryHasPolicy(core: Core, repository: Kinds['ecr.repository']): Answer {
  return hasSeparate(
    core,
    repository,
    'ecr.repositoryPolicy',
    (view) => view.repositoryName,
    (value) => mayBeNamed(value, repository.repositoryName),
  );
}

/** As above; a literal reference to a secret is its ARN, whose last characters nobody knows beforehand. */
export function secretHasPolicy(core: Core, secret: Kinds['secretsmanager.secret']): Answer {
  return hasSeparate(
    core,
    secret,
    'secretsmanager.resourcePolicy',
    (view) => view.secretId,
    (value) => value.state !== 'known',
  );
}

function hasSeparate<K extends Kind>(
  core: Core,
  resource: object,
  kind: K,
  read: (view: Kinds[K]) => Value<string>,
  mayMean: (value: Value<string>) => boolean,
): Answer {
  const relation = `policy on ${kind}`;
  const reads = (view: Kinds[K]): readonly Value<string>[] => [read(view)];
  if (core.referrers(relation, resource, kind, reads).items.length > 0) return 'yes';
  return core.looseReferrers(relation, resource, kind, reads, mayMean).length > 0 ? 'unsure' : 'no';
}
