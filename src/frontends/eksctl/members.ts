import type { MapTerm, Term } from '../../values/index.ts';
import { asText, byEksctl, reread, termAt, textOf, type Structure } from './terms.ts';

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
