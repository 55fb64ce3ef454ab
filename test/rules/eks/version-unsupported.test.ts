import versionUnsupported from '../../../rules/eks/version-unsupported.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';
import { markedPlan } from '../../kit/plan.ts';

const cluster = (version: string): string => `resource "aws_eks_cluster" "shop" {
  name     = "shop"
  version  = ${version}
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config {
    subnet_ids = ["subnet-0a1b2c3d", "subnet-4e5f6a7b"]
  }
}
`;

testRule(versionUnsupported, {
  valid: [
    {
      title: 'extended support, which costs more but works',
      code: { path: 'main.tf', text: cluster('"1.32"') },
      settings: { today: '2026-11-22' },
    },
    {
      title: 'the last day of extended support',
      code: { path: 'main.tf', text: cluster('"1.31"') },
      settings: { today: '2026-11-26' },
    },
    {
      title: 'newer than the table, whatever the day',
      code: { path: 'main.tf', text: cluster('"1.41"') },
      settings: { today: '2031-01-01' },
    },
    {
      title: 'a version that nobody can know',
      code: { path: 'main.tf', text: `variable "version" {}\n${cluster('var.version')}` },
    },
    {
      title: 'no version: the newest default of EKS',
      code: json`
        { "name": "shop", "roleArn": "arn:aws:iam::123456789012:role/eks",
          "resourcesVpcConfig": { "subnetIds": ["subnet-0a1b2c3d", "subnet-4e5f6a7b"] } }
      `,
    },
    {
      title: 'a node group without a version of its own',
      code: yaml`
        apiVersion: eksctl.io/v1alpha5
        kind: ClusterConfig
        metadata: { name: shop, region: eu-central-1, version: '1.34' }
        managedNodeGroups: [{ name: web, instanceType: m7g.large }]
      `,
    },
  ],
  invalid: [
    {
      title: 'the input of create-cluster',
      code: json`
        { "name": "shop", "version": "1.27", "roleArn": "arn:aws:iam::123456789012:role/eks",
        //                           ^^^^^^ ended
          "resourcesVpcConfig": { "subnetIds": ["subnet-0a1b2c3d", "subnet-4e5f6a7b"] } }
      `,
      settings: { today: '2026-11-22' },
      messages: [
        "Cluster 'shop' asks for Kubernetes 1.27, which EKS no longer supports: it makes no such cluster, and upgraded those that ran it; ask for 1.34 or newer.",
      ],
    },
    {
      title: 'Terraform, the day after',
      code: {
        path: 'main.tf',
        text: cluster('"1.31"').replace('"1.31"\n', '"1.31"\n#            ^^^^^^ ended\n'),
      },
      settings: { today: '2026-11-27' },
      messages: [
        "Cluster 'shop' asks for Kubernetes 1.31, which EKS supported until 2026-11-26: it makes no such cluster, and upgraded those that ran it; ask for 1.34 or newer.",
      ],
    },
    {
      title: 'Terraform, where 1.30 without quotes is 1.3',
      code: { path: 'main.tf', text: cluster('1.30').replace('1.30\n', '1.30\n#            ^^^^ never\n') },
      messages: [
        "Cluster 'shop' asks for Kubernetes 1.3, which EKS never had; ask for 1.34 or newer, in quotes, since without them 1.30 is the number 1.3.",
      ],
    },
    {
      title: 'Terraform JSON',
      code: {
        path: 'main.tf.json',
        text: `{ "resource": { "aws_eks_cluster": { "shop": { "name": "shop", "version": "1.24",
//                                                                        ^^^^^^ ended
  "role_arn": "arn:aws:iam::123456789012:role/eks",
  "vpc_config": { "subnet_ids": ["subnet-0a1b2c3d", "subnet-4e5f6a7b"] } } } } }
`,
      },
    },
    {
      title: 'the default of a parameter',
      code: yaml`
        Parameters:
          Version: { Type: String, Default: '1.25' }
        Resources:
          Cluster:
            Type: AWS::EKS::Cluster
            Properties:
              Version: !Ref Version
        #                   ^^^^^^^ ended
              RoleArn: arn:aws:iam::123456789012:role/eks
              ResourcesVpcConfig: { SubnetIds: [subnet-0a1b2c3d, subnet-4e5f6a7b] }
      `,
    },
    {
      title: 'one side of a condition',
      code: yaml`
        Parameters:
          Stage: { Type: String }
        Conditions:
          IsOld: !Equals [!Ref Stage, old]
        Resources:
          Cluster:
            Type: AWS::EKS::Cluster
            Properties:
              Name: shop
              Version: !If [IsOld, '1.28', '1.35']
        #                          ^^^^^^ ended
              RoleArn: arn:aws:iam::123456789012:role/eks
              ResourcesVpcConfig: { SubnetIds: [subnet-0a1b2c3d, subnet-4e5f6a7b] }
      `,
      messages: [
        "Cluster 'shop' asks for Kubernetes 1.28, which EKS supported until 2025-11-26: it makes no such cluster, and upgraded those that ran it; ask for 1.34 or newer (when 'IsOld' is true).",
      ],
    },
    {
      title: 'eksctl, quoted or not, and a node group of CloudFormation',
      code: yaml`
        apiVersion: eksctl.io/v1alpha5
        kind: ClusterConfig
        metadata: { name: shop, region: eu-central-1, version: '1.30' }
        #                                                      ^^^^^^ ended
        ---
        apiVersion: eksctl.io/v1alpha5
        kind: ClusterConfig
        metadata: { name: test, region: eu-central-1, version: 1.30 }
        #                                                      ^^^^ ended
        ---
        Resources:
          Nodes:
            Type: AWS::EKS::Nodegroup
            Properties:
              ClusterName: shop
              Version: '1.29'
        #              ^^^^^^ nodes
              NodeRole: arn:aws:iam::123456789012:role/nodes
              Subnets: [subnet-0a1b2c3d, subnet-4e5f6a7b]
      `,
    },
    {
      title: 'a plan',
      code: markedPlan(
        'aws_eks_cluster',
        'shop',
        { name: 'shop', version: '1.28', role_arn: 'arn:aws:iam::123456789012:role/eks' },
        '"1.28"',
        'ended',
      ),
    },
  ],
});
