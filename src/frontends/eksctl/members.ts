import type { MapTerm, Term } from '../../values/index.ts';
import { madeMap } from '../made-terms.ts';
import { asText, byEksctl, partsOf, reread, termAt, textOf, type Structure } from './terms.ts';

/** Where Fargate profiles, add-ons, pod identity associations and access entries keep what the EKS API calls them. */
export const MEMBERS: Structure = {
  'FargateProfile.fargateProfileName': (profile) => termAt(profile, 'name'),

  'Addon.addonName': (addon) => termAt(addon, 'name'),
  'Addon.addonVersion': (addon) => asText(termAt(addon, 'version')),
  'Addon.serviceAccountRoleArn': addonRole,
  'Addon.resolveConflicts': (addon) => {
    const written = termAt(addon, 'resolveConflicts');
    const text = textOf(written);
    return written && text !== undefined ? reread(written, text.toUpperCase()) : written;
  },
  'AddonPodIdentityAssociations.serviceAccount': (association) => termAt(association, 'serviceAccountName'),
  'AddonPodIdentityAssociations.roleArn': associationRole,

  'PodIdentityAssociation.serviceAccount': (association) => termAt(association, 'serviceAccountName'),
  'PodIdentityAssociation.roleArn': associationRole,
  'PodIdentityAssociation.targetRoleArn': (association) => termAt(association, 'targetRoleARN'),

  'ServiceAccount.metadata': accountMetadata,

  'AccessEntry.principalArn': (entry) => termAt(entry, 'principalARN'),
  'AccessEntry.username': (entry) => termAt(entry, 'kubernetesUsername'),
  'AssociatedAccessPolicy.policyArn': (policy) => termAt(policy, 'policyARN'),
};

/** Given policies, eksctl makes a role for the add-on; given nothing, there is none. */
function addonRole(addon: MapTerm): Term | undefined {
  const arn = termAt(addon, 'serviceAccountRoleARN');
  if (arn) return arn;
  const policies =
    termAt(addon, 'attachPolicyARNs') ?? termAt(addon, 'attachPolicy') ?? termAt(addon, 'wellKnownPolicies');
  return policies && byEksctl('the role', policies.origin);
}

function associationRole(association: MapTerm): Term {
  return termAt(association, 'roleARN') ?? byEksctl('the role', association.origin);
}

/** eksctl makes the account with the role as an annotation; without a role of the user's, with one that it makes itself. */
function accountMetadata(account: MapTerm): Term | undefined {
  const metadata = termAt(account, 'metadata');
  if (metadata?.state !== 'map') return metadata;
  const written = termAt(metadata, 'annotations');
  const annotations = new Map<string, Term>();
  if (written?.state === 'map') for (const { name, value } of written.entries()) annotations.set(name, value);
  const role = termAt(account, 'attachRoleARN') ?? byEksctl('the role', account.origin);
  annotations.set('eks.amazonaws.com/role-arn', role);
  const parts = { name: termAt(metadata, 'name'), namespace: termAt(metadata, 'namespace') };
  const labels = termAt(metadata, 'labels');
  return partsOf(metadata.origin, { ...parts, labels, annotations: madeMap(account.origin, annotations) });
}
