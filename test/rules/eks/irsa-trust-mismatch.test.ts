import rule from '../../../rules/eks/irsa-trust-mismatch.ts';
import { yaml } from '../../../src/kit/index.ts';
import { hcl } from '../../kit/hcl.ts';
import { testRule } from '../../kit/rule-tester.ts';

const PROVIDER = 'oidc.eks.eu-central-1.amazonaws.com/id/0A1B2C3D4E';
const SUBJECT = 'system:serviceaccount:shop:orders';

/** A service account of the namespace `shop`; with a marker when a message is given. */
function account(message = '', more = '', namespace = 'namespace: shop') {
  const mark = message === '' ? '' : `#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${message}`;
  return {
    path: 'account.yaml',
    text: yaml`
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: orders
        ${namespace}
        annotations:
          eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/orders
      ${mark}
          ${more}
    `.text,
  };
}

function role(statement: string, name = 'orders') {
  return {
    path: 'roles.yaml',
    text: yaml`
      Resources:
        Orders:
          Type: AWS::IAM::Role
          Properties:
            RoleName: ${name}
            AssumeRolePolicyDocument: { Version: 2012-10-17, Statement: [${statement}] }
    `.text,
  };
}

const allow = (condition: string): string =>
  `{ Effect: Allow, Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/${PROVIDER}' }, ` +
  `Action: sts:AssumeRoleWithWebIdentity, Condition: { ${condition} } }`;

const terraform = (subject: string) => hcl`
  data "aws_iam_policy_document" "trust" {
    statement {
      actions = ["sts:AssumeRoleWithWebIdentity"]
      principals {
        type        = "Federated"
        identifiers = [aws_iam_openid_connect_provider.eks.arn]
      }
      condition {
        test     = "StringEquals"
        variable = "\${replace(aws_iam_openid_connect_provider.eks.url, "https://", "")}:sub"
        values   = ["${subject}"]
      }
    }
  }
  resource "aws_iam_role" "orders" {
    name               = "orders"
    assume_role_policy = data.aws_iam_policy_document.trust.json
  }
`;

testRule(rule, {
  valid: [
    {
      title: 'a wildcard under StringLike',
      code: [account(), role(allow(`StringLike: { '${PROVIDER}:sub': 'system:serviceaccount:shop:*' }`))],
    },
    {
      title: 'no condition on the subject',
      code: [account(), role(allow(`StringEquals: { '${PROVIDER}:aud': sts.amazonaws.com }`))],
    },
    {
      title: 'one of several statements',
      code: [
        account(),
        role(
          `${allow(`StringEquals: { '${PROVIDER}:sub': other }`)}, ${allow(`StringEquals: { '${PROVIDER}:sub': '${SUBJECT}' }`)}`,
        ),
      ],
    },
    {
      title: 'a namespace that is given when it is applied',
      code: [account('', '', ''), role(allow(`StringEquals: { '${PROVIDER}:sub': '${SUBJECT}' }`))],
    },
    {
      title: 'a subject that is not known',
      code: [account(), role(allow(`StringEquals: { '${PROVIDER}:sub': !Ref AWS::StackName }`))],
    },
    { title: 'a role of another name', code: [account(), role(allow(''), 'payments')] },
    {
      title: 'an audience of the account’s own',
      code: [
        account('', 'eks.amazonaws.com/audience: vault'),
        role(allow(`StringEquals: { '${PROVIDER}:aud': vault }`)),
      ],
    },
    { title: 'Terraform', code: [account(), terraform(SUBJECT)] },
  ],
  invalid: [
    {
      title: 'a wildcard under StringEquals',
      code: [account('wildcard'), role(allow(`StringEquals: { '${PROVIDER}:sub': 'system:serviceaccount:shop:*' }`))],
      messages: [
        "The trust policy of role 'orders' compares with 'system:serviceaccount:shop:*' by StringEquals, for which a wildcard is a plain character, so AWS refuses the pods of service account 'orders'; use StringLike.",
      ],
    },
    {
      title: 'the name alone, where the namespace is not known',
      code: [
        account('claim', '', ''),
        role(allow(`StringEquals: { '${PROVIDER}:sub': 'system:serviceaccount:shop:web' }`)),
      ],
      messages: [
        "Role 'orders' is not for the pods of service account 'orders': its trust policy wants 'system:serviceaccount:shop:web' and their tokens say 'system:serviceaccount:…:orders', so AWS refuses them; make the two the same.",
      ],
    },
    {
      title: 'another audience',
      code: [account('claim'), role(allow(`StringEquals: { '${PROVIDER}:aud': '${PROVIDER}' }`))],
    },
    {
      title: 'the ARN of the provider in the key',
      code: [
        account('key'),
        role(allow(`StringEquals: { 'arn:aws:iam::123456789012:oidc-provider/${PROVIDER}:sub': '${SUBJECT}' }`)),
      ],
    },
    {
      title: 'the key of another provider',
      code: [
        account('key'),
        role(allow(`StringEquals: { 'oidc.eks.eu-central-1.amazonaws.com/id/FFFF:sub': '${SUBJECT}' }`)),
      ],
    },
    {
      title: 'a role for EC2',
      code: [
        account('action'),
        role('{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }'),
      ],
    },
    {
      title: 'a Deny',
      code: [
        account('denied'),
        role(`${allow('')}, { Effect: Deny, Principal: { AWS: '*' }, Action: 'sts:AssumeRoleWithWebIdentity' }`),
      ],
    },
    {
      title: 'an account of eksctl',
      code: [
        yaml`
          apiVersion: eksctl.io/v1alpha5
          kind: ClusterConfig
          metadata: { name: shop, region: eu-central-1 }
          iam:
            withOIDC: true
            serviceAccounts:
              - metadata: { name: web, namespace: shop }
                attachRoleARN: arn:aws:iam::123456789012:role/orders
          #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ claim
              - metadata: { name: mailer, namespace: shop }
                wellKnownPolicies: { externalDNS: true }
        `,
        role(allow(`StringEquals: { '${PROVIDER}:sub': '${SUBJECT}' }`)),
      ],
    },
    { title: 'Terraform', code: [account('claim'), terraform('system:serviceaccount:shop:order')] },
  ],
});
