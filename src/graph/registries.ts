import type { Kinds } from '../model/index.ts';
import type { Answer } from '../values/index.ts';
import type { Core } from './core.ts';
import { mayBeNamed } from './may-be-named.ts';

type Repository = Kinds['ecr.repository'];

/**
 * Does the repository have a lifecycle policy? `unsure` when the tree has one whose repository it does not show, by a name
 * that may be this one's.
 */
export function hasLifecyclePolicy(core: Core, repository: Repository): Answer {
  const own = core.referrers('lifecyclePolicy.repository', repository, 'ecr.lifecyclePolicy', (policy) => [
    policy.repositoryName,
  ]);
  if (own.items.length > 0) return 'yes';
  const loose = core
    .all('ecr.lifecyclePolicy')
    .filter((policy) => core.join(policy.repositoryName, 'ecr.repository', policy).state !== 'found');
  return loose.some((policy) => mayBeNamed(policy.repositoryName, repository.repositoryName)) ? 'unsure' : 'no';
}
