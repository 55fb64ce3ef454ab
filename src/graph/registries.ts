import type { Kinds } from '../model/index.ts';
import { mayMatch, type Answer, type Value } from '../values/index.ts';
import type { Core } from './core.ts';

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
  return loose.some((policy) => mayBeSame(policy.repositoryName, repository.repositoryName)) ? 'unsure' : 'no';
}

/** Might both texts turn out the same? What is absent is generated, and nobody can write it down beforehand. */
function mayBeSame(reference: Value<string>, name: Value<string>): boolean {
  if (reference.state === 'known' && name.state === 'absent') return false;
  if (reference.state === 'known' && name.state === 'known') return reference.value === name.value;
  if (reference.state === 'template' && name.state === 'known') return mayMatch(reference.parts, name.value);
  if (reference.state === 'known' && name.state === 'template') return mayMatch(name.parts, reference.value);
  return true;
}
