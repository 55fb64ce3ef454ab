import { allOf, defineRule, parseableText, settled, trustsPodIdentity, UNKNOWN_TEXT, yaml } from '#kit';
import type { Context, Related, Value } from '#kit';

const messages = {
  action:
    "The trust policy of role '{role}' does not allow {actions} to pods.eks.amazonaws.com, so the pods of service account '{account}' get no credentials; allow that service sts:AssumeRole and sts:TagSession.",
  condition:
    "The trust policy of role '{role}' allows {actions} to pods.eks.amazonaws.com only where '{key}' is {wanted}, which service account '{account}' is not, so its pods get no credentials; make the two the same.",
  denied:
    "The trust policy of role '{role}' denies {actions} to pods.eks.amazonaws.com, so the pods of service account '{account}' get no credentials; except the service from the Deny.",
} as const;

/** EKS Pod Identity takes a role as a service, and tags the session. */
export default defineRule({
  id: 'eks/pod-identity-trust-mismatch',
  aka: ['catalogue:pod-identity-trust', 'catalogue:eks-pod-identity-trust', 'eksctl:iam.podIdentityAssociations'],
  summary: 'Let a role of EKS Pod Identity trust pods.eks.amazonaws.com, session tags included.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  why: 'The agent on the node asks EKS for credentials, and EKS assumes the role of the association with session tags: its trust policy must allow sts:AssumeRole and sts:TagSession to the service pods.eks.amazonaws.com. A role made for IRSA, or one without sts:TagSession, leaves the pods without credentials.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html'],
  messages,

  visit: {
    'eks.podIdentityAssociation'(view, context) {
      // Without tags, a condition on one of them may hold or not.
      const isTagged = settled(view.disableSessionTags, false) === false;
      check(view, view, isTagged ? view.namespace : undefined, context);
    },
    'eks.addon'(view, context) {
      for (const association of view.podIdentityAssociations.items) check(view, association, undefined, context);
    },
  },

  examples: {
    bad: [
      {
        title: 'The role may be assumed, and its session not tagged.',
        code: yaml`
          Resources:
            Orders:
              Type: AWS::IAM::Role
              Properties:
                AssumeRolePolicyDocument:
                  Statement: { Effect: Allow, Principal: { Service: pods.eks.amazonaws.com }, Action: sts:AssumeRole }
            Association:
              Type: AWS::EKS::PodIdentityAssociation
              Properties:
                ClusterName: shop
                Namespace: shop
                ServiceAccount: orders
                RoleArn: !GetAtt Orders.Arn
          #                      ^^^^^^^^^^ action
        `,
      },
    ],
    good: [
      {
        title: 'Both actions are allowed.',
        code: yaml`
          Resources:
            Orders:
              Type: AWS::IAM::Role
              Properties:
                AssumeRolePolicyDocument:
                  Statement:
                    Effect: Allow
                    Principal: { Service: pods.eks.amazonaws.com }
                    Action: [sts:AssumeRole, sts:TagSession]
            Association:
              Type: AWS::EKS::PodIdentityAssociation
              Properties:
                ClusterName: shop
                Namespace: shop
                ServiceAccount: orders
                RoleArn: !GetAtt Orders.Arn
        `,
      },
    ],
  },
});

interface Association {
  readonly serviceAccount: Value<string>;
  readonly roleArn: Value<string>;
}

/** `namespace`: undefined where it is not known. */
function check(
  owner: object,
  { serviceAccount, roleArn }: Association,
  namespace: Value<string> | undefined,
  { graph, report }: Context<typeof messages>,
): void {
  const role = graph.roleOf(owner, roleArn);
  if (role.state !== 'found') return;
  const name = parseableText(serviceAccount) ?? UNKNOWN_TEXT;
  const inTags = namespace && { namespace: parseableText(namespace) ?? UNKNOWN_TEXT, name };
  const trust = graph.trustOf(role.view);
  const refused = trustsPodIdentity(trust.policy, inTags).filter(({ verdict }) => verdict.answer === 'no');
  const [first] = refused;
  if (!first) return;
  const { by, unmet } = first.verdict;
  const related: Related[] = [
    { at: trust.placeOf(unmet?.condition.at ?? by?.statement.at ?? []), note: 'The trust policy.' },
  ];
  const data = {
    role: graph.nameOf(role.view),
    account: name.replaceAll(/\uFFFC+/g, '…'),
    actions: allOf(refused.map(({ action }) => action)),
  };
  if (unmet) {
    const wanted = unmet.condition.values.map((value) => `'${value}'`).join(' or ');
    report({ at: roleArn, message: 'condition', data: { ...data, key: unmet.condition.key, wanted }, related });
  } else report({ at: roleArn, message: by ? 'denied' : 'action', data, related });
}
