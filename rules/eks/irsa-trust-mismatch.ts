import { defineRule, holds, parseableText, takesWildcards, trustsServiceAccount, UNKNOWN_TEXT, yaml } from '#kit';
import type { Condition } from '#kit';

/** A role for service accounts (IRSA) names them in its trust policy, and the account names the role. */
export default defineRule({
  id: 'eks/irsa-trust-mismatch',
  aka: ['catalogue:irsa-trust-mismatch'],
  awsErrors: ['Not authorized to perform sts:AssumeRoleWithWebIdentity'],
  summary: "Let the trust policy of a service account's role name that account.",
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  why: "The token of a pod says system:serviceaccount:NAMESPACE:NAME, and STS compares that with the ':sub' condition in the trust policy of the role, letter by letter. With another namespace or name, a wildcard under StringEquals, another audience, or a condition key that is not the provider's URL, the pod starts and every call that it makes to AWS fails.",
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  ],
  messages: {
    claim:
      "Role '{role}' is not for the pods of service account '{account}': its trust policy wants {wanted} and their tokens say '{given}', so AWS refuses them; make the two the same.",
    wildcard:
      "The trust policy of role '{role}' compares with {wanted} by {operator}, for which a wildcard is a plain character, so AWS refuses the pods of service account '{account}'; use StringLike.",
    key: "The trust policy of role '{role}' asks for '{key}', which no token of its provider has, so AWS refuses the pods of service account '{account}'; the key is the provider's URL without 'https://', and ':sub' or ':aud'.",
    action:
      "Service account '{account}' takes role '{role}', whose trust policy does not allow sts:AssumeRoleWithWebIdentity to an OIDC provider, so AWS refuses its pods; allow it to the provider of the cluster.",
    denied:
      "The trust policy of role '{role}' denies sts:AssumeRoleWithWebIdentity to the pods of service account '{account}'; except them from the Deny.",
  },

  visit: {
    'k8s.ServiceAccount'(view, { graph, report }) {
      const { annotations, namespace, name } = view.metadata;
      const at = annotations.get('eks.amazonaws.com/role-arn');
      if (!at) return;
      const role = graph.roleOf(view, at);
      if (role.state !== 'found') return;
      const audience = annotations.get('eks.amazonaws.com/audience');
      const text = (value: typeof name | undefined): string => (value && parseableText(value)) ?? UNKNOWN_TEXT;
      // Without a namespace it is applied to whichever is current.
      const account = { namespace: text(namespace), name: text(name) };
      const aud = audience ? text(audience) : 'sts.amazonaws.com';
      const trust = graph.trustOf(role.view);
      const verdict = trustsServiceAccount(trust.policy, account, aud);
      if (verdict.answer !== 'no') return;
      const sub = `system:serviceaccount:${account.namespace}:${account.name}`;
      const names = { role: graph.nameOf(role.view), account: shown(account.name) };
      const place = verdict.unmet?.condition.at ?? verdict.by?.statement.at ?? [];
      const related = [{ at: trust.placeOf(place), note: 'The trust policy.' }];
      const finding = verdict.unmet
        ? wordsFor(verdict.unmet.condition, { sub, aud })
        : ({ message: verdict.by ? 'denied' : 'action', data: {} } as const);
      report({ at, related, ...finding, data: { ...NOTHING, ...finding.data, ...names } });
    },
  },

  examples: {
    bad: [
      {
        title: 'The role is for another namespace.',
        code: yaml`
          apiVersion: v1
          kind: ServiceAccount
          metadata:
            name: orders
            namespace: shop
            annotations:
              eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/orders
          #                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ claim
          ---
          Resources:
            Orders:
              Type: AWS::IAM::Role
              Properties:
                RoleName: orders
                AssumeRolePolicyDocument:
                  Statement:
                    Effect: Allow
                    Principal:
                      Federated: arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0A1B2C3D4E
                    Action: sts:AssumeRoleWithWebIdentity
                    Condition:
                      StringEquals:
                        oidc.eks.eu-central-1.amazonaws.com/id/0A1B2C3D4E:sub: system:serviceaccount:default:orders
                        oidc.eks.eu-central-1.amazonaws.com/id/0A1B2C3D4E:aud: sts.amazonaws.com
        `,
      },
    ],
    good: [
      {
        title: 'The role is for this account.',
        code: yaml`
          apiVersion: v1
          kind: ServiceAccount
          metadata:
            name: orders
            namespace: shop
            annotations:
              eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/orders
          ---
          Resources:
            Orders:
              Type: AWS::IAM::Role
              Properties:
                RoleName: orders
                AssumeRolePolicyDocument:
                  Statement:
                    Effect: Allow
                    Principal:
                      Federated: arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0A1B2C3D4E
                    Action: sts:AssumeRoleWithWebIdentity
                    Condition:
                      StringEquals:
                        oidc.eks.eu-central-1.amazonaws.com/id/0A1B2C3D4E:sub: system:serviceaccount:shop:orders
                        oidc.eks.eu-central-1.amazonaws.com/id/0A1B2C3D4E:aud: sts.amazonaws.com
        `,
      },
    ],
  },
});

const NOTHING = { wanted: '', given: '', operator: '', key: '' };

/** What is wrong with the condition that keeps the pods out: its key, its operator or its value. */
function wordsFor(condition: Condition, claims: { readonly sub: string; readonly aud: string }) {
  const given = condition.key.endsWith(':aud') ? claims.aud : claims.sub;
  const wanted = condition.values.map((value) => `'${shown(value)}'`).join(' or ');
  const { operator, key } = condition;
  // As it would turn out with the value that is meant.
  if (holds(condition, () => [given]) !== 'no') return { message: 'key', data: { key: shown(key) } } as const;
  const asPattern = { ...condition, operator: 'StringLike' };
  if (!takesWildcards(operator) && holds(asPattern, () => [given]) !== 'no')
    return { message: 'wildcard', data: { wanted, operator } } as const;
  return { message: 'claim', data: { wanted, given: shown(given) } } as const;
}

function shown(text: string): string {
  return text.replaceAll(/\uFFFC+/g, '…');
}
