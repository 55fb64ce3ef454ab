import {
  defineRule,
  eksSupport,
  formatKubernetesVersion,
  isParseFailure,
  json,
  nameOf,
  oldestEksVersion,
  parseKubernetesVersion,
  settled,
  yaml,
  type EksSupport,
  type Settings,
  type Value,
} from '#kit';

/** EKS makes no cluster of a version that it no longer supports. */
export default defineRule({
  id: 'eks/version-unsupported',
  aka: [
    'catalogue:eks-version-unsupported',
    'catalogue:eksctl-version-unsupported',
    'catalogue:eks-node-supported-version',
    'checkov:CKV_AWS_339',
    'prowler:eks_cluster_uses_a_supported_version',
    'steampipe-terraform:eks_cluster_run_on_supported_kubernetes_version',
    'hardeneks:check_eks_version',
    'securityhub:EKS.2',
    'securityhub:EKS.9',
    'aws-config:eks-cluster-oldest-supported-version',
    'aws-config:eks-cluster-supported-version',
    'aws-config:eks-nodegroup-supported-version-check',
  ],
  awsErrors: ['unsupported Kubernetes version'],
  summary: 'Run clusters and nodes on Kubernetes versions that EKS supports.',
  category: 'operations',
  severity: 'error',
  since: '0.1.0',
  why: 'EKS supports a version for 14 months, and for 12 more at a higher price. Then it makes no new cluster of it, upgrades the control planes that still ran it whenever it suits EKS, and patches nothing in nodes that stayed behind. A version that is newer than our calendar is never reported; --as-of judges by another day.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions-extended.html',
  ],
  messages: {
    ended:
      "Cluster '{cluster}' asks for Kubernetes {version}, which EKS {ended}: it makes no such cluster, and upgraded those that ran it; ask for {supported} or newer.",
    never:
      "Cluster '{cluster}' asks for Kubernetes {version}, which EKS never had; ask for {supported} or newer, in quotes, since without them 1.30 is the number 1.3.",
    nodes:
      "Node group '{group}' runs Kubernetes {version}, which EKS {ended}, so that its nodes get no patches; move them to {supported} or newer.",
  },

  visit: {
    'eks.cluster'(cluster, { resource, settings, report }) {
      const { version } = cluster;
      const support = supportOf(version, settings);
      const data = { cluster: nameOf(cluster.name, resource), version, supported: oldestAtStandardPrice(settings) };
      if (support?.state === 'never') report({ at: version, message: 'never', data });
      if (support?.state === 'ended')
        report({ at: version, message: 'ended', data: { ...data, ended: endedText(support) } });
    },
    'eks.nodegroup'(group, { resource, settings, report }) {
      const { version } = group;
      const support = supportOf(version, settings);
      if (support?.state !== 'ended') return;
      report({
        at: version,
        message: 'nodes',
        severity: 'warning',
        data: {
          group: nameOf(group.nodegroupName, resource),
          version,
          ended: endedText(support),
          supported: oldestAtStandardPrice(settings),
        },
      });
    },
  },

  examples: {
    bad: [
      {
        title: 'A version whose extended support ended years ago.',
        code: yaml`
          Resources:
            Cluster:
              Type: AWS::EKS::Cluster
              Properties:
                Name: shop
                Version: '1.24'
          #              ^^^^^^ ended
                RoleArn: arn:aws:iam::123456789012:role/eks
                ResourcesVpcConfig:
                  SubnetIds: [subnet-0a1b2c3d, subnet-4e5f6a7b]
        `,
      },
      {
        title: 'Only 1.30 in quotes is 1.30.',
        code: yaml`
          Resources:
            Cluster:
              Type: AWS::EKS::Cluster
              Properties:
                Name: shop
                Version: 1.3
          #              ^^^ never
                RoleArn: arn:aws:iam::123456789012:role/eks
                ResourcesVpcConfig:
                  SubnetIds: [subnet-0a1b2c3d, subnet-4e5f6a7b]
        `,
      },
    ],
    good: [
      {
        title: 'A version in support.',
        code: json`
          { "name": "shop", "version": "1.35", "roleArn": "arn:aws:iam::123456789012:role/eks",
            "resourcesVpcConfig": { "subnetIds": ["subnet-0a1b2c3d", "subnet-4e5f6a7b"] } }
        `,
      },
    ],
  },
});

function supportOf(version: Value<string>, { today }: Settings): EksSupport | undefined {
  const text = settled(version);
  const parsed = text === undefined ? undefined : parseKubernetesVersion(text);
  return parsed && !isParseFailure(parsed) ? eksSupport(parsed, today) : undefined;
}

function endedText({ until }: Extract<EksSupport, { state: 'ended' }>): string {
  return until === undefined ? 'no longer supports' : `supported until ${until}`;
}

function oldestAtStandardPrice({ today }: Settings): string {
  return formatKubernetesVersion(oldestEksVersion('standard', today));
}
