import rule from '../../../rules/eks/pod-identity-trust-mismatch.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { hcl } from '../../kit/hcl.ts';
import { testRule } from '../../kit/rule-tester.ts';

const trust = (condition: string, mark = '') => yaml`
  Resources:
    Orders:
      Type: AWS::IAM::Role
      Properties:
        AssumeRolePolicyDocument:
          Statement:
            - Effect: Allow
              Principal: { Service: pods.eks.amazonaws.com }
              Action: [sts:AssumeRole, sts:TagSession]
              Condition: ${condition}
    Association:
      Type: AWS::EKS::PodIdentityAssociation
      Properties:
        ClusterName: shop
        Namespace: shop
        ServiceAccount: orders
        RoleArn: !GetAtt Orders.Arn
  ${mark}
`;

testRule(rule, {
  valid: [
    { title: 'its own tags', code: trust("{ StringEquals: { 'aws:RequestTag/kubernetes-namespace': shop } }") },
    { title: 'a condition on the account', code: trust("{ StringEquals: { 'aws:SourceAccount': '123456789012' } }") },
    {
      title: 'a role that is not there',
      code: json`
        { "clusterName": "shop", "namespace": "shop", "serviceAccount": "orders",
          "roleArn": "arn:aws:iam::123456789012:role/orders" }
      `,
    },
  ],
  invalid: [
    {
      title: 'the tags of another namespace',
      code: trust(
        "{ StringEquals: { 'aws:RequestTag/kubernetes-namespace': payments } }",
        '#                      ^^^^^^^^^^ condition',
      ),
      messages: [
        "The trust policy of role 'Orders' allows sts:AssumeRole and sts:TagSession to pods.eks.amazonaws.com only where 'aws:RequestTag/kubernetes-namespace' is 'payments', which service account 'orders' is not, so its pods get no credentials; make the two the same.",
      ],
    },
    {
      title: 'a role for IRSA, in an association of eksctl',
      code: [
        yaml`
          apiVersion: eksctl.io/v1alpha5
          kind: ClusterConfig
          metadata: { name: shop, region: eu-central-1 }
          iam:
            podIdentityAssociations:
              - namespace: shop
                serviceAccountName: orders
                roleARN: arn:aws:iam::123456789012:role/orders
          #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ action
        `,
        hcl`
          resource "aws_iam_role" "orders" {
            name = "orders"
            assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
              Effect    = "Allow"
              Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0A1B" }
              Action    = "sts:AssumeRoleWithWebIdentity"
            }] })
          }
        `,
      ],
      messages: [
        "The trust policy of role 'orders' does not allow sts:AssumeRole and sts:TagSession to pods.eks.amazonaws.com, so the pods of service account 'orders' get no credentials; allow that service sts:AssumeRole and sts:TagSession.",
      ],
    },
    {
      title: 'Terraform, and an add-on',
      code: hcl`
        resource "aws_iam_role" "csi" {
          assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{
            Effect = "Allow", Principal = { Service = "pods.eks.amazonaws.com" }, Action = "sts:AssumeRole"
          }] })
        }
        resource "aws_eks_addon" "csi" {
          cluster_name = "shop"
          addon_name   = "aws-ebs-csi-driver"
          pod_identity_association {
            role_arn        = aws_iam_role.csi.arn
        #                     ^^^^^^^^^^^^^^^^^^^^ action
            service_account = "ebs-csi-controller-sa"
          }
        }
      `,
    },
  ],
});
