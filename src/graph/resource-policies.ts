import { mayAdmitRole } from '../domain/index.ts';
import type { Kind, Kinds } from '../model/index.ts';
import { isSet, type Answer, type Json, type Value } from '../values/index.ts';
import type { Core } from './core.ts';
import { mayBeNamed } from './may-be-named.ts';
import { parsedPolicy } from './role-policies.ts';

/**
 * Does the repository have a policy of its own? It may grant what the policies of a role do not. 'unsure' where a policy
 * stands near whose repository we cannot tell.
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
  const own = isSet(secret.resourcePolicy);
  if (own !== 'no') return own;
  return hasSeparate(
    core,
    secret,
    'secretsmanager.resourcePolicy',
    (view) => view.secretId,
    (value) => value.state !== 'known',
  );
}

/**
 * May the key let a role decrypt with it that its own policies do not? 'no' where key policy and grants of the tree leave it
 * to them, as the default key policy does. Source: AWS KMS developer guide, "Default key policy" and "Grants in AWS KMS".
 */
export function keyMayAdmitRole(core: Core, key: Kinds['kms.key']): Answer {
  const mayBeKey = (value: Value<string>): boolean => value.state !== 'known';
  if (hasSeparate(core, key, 'kms.grant', (view) => view.keyId, mayBeKey) !== 'no') return 'unsure';
  const separate = core.referrers('policy on kms.keyPolicy', key, 'kms.keyPolicy', (view) => [view.keyId]).items;
  if (separate.length === 0 && hasSeparate(core, key, 'kms.keyPolicy', (view) => view.keyId, mayBeKey) !== 'no')
    return 'unsure';
  const documents = separate.length > 0 ? separate.map(({ policy }) => policy) : [key.policy];
  return documents.some((document) => mayAdmit(core, document, 'kms:Decrypt')) ? 'unsure' : 'no';
}

/**
 * May the file system let a role mount it that its own policies do not? Without a policy it lets everybody in.
 * Source: EFS user guide, "Using IAM to control access to file systems".
 */
export function fileSystemMayAdmitRole(core: Core, fileSystem: Kinds['efs.fileSystem']): Answer {
  const reads = (view: Kinds['efs.fileSystemPolicy']): readonly Value<string>[] => [view.fileSystemId];
  const { items } = core.referrers('policy on efs.fileSystemPolicy', fileSystem, 'efs.fileSystemPolicy', reads);
  const isKnown = items.length > 0 && items.every(({ policy }) => isSet(policy) === 'yes');
  return isKnown && !items.some(({ policy }) => mayAdmit(core, policy, 'elasticfilesystem:ClientMount'))
    ? 'no'
    : 'unsure';
}

function mayAdmit(core: Core, document: Json, action: string): boolean {
  return isSet(document) !== 'no' && mayAdmitRole(parsedPolicy(core, document), action) !== 'no';
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
