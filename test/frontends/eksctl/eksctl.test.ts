import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eksctl } from '../../../src/frontends/eksctl/index.ts';
import type { Resource } from '../../../src/model/index.ts';
import { parseText } from '../../../src/syntax/index.ts';
import { World } from '../../../src/values/index.ts';
import { lowerText, tellMistakes, type Lowered } from '../lower-text.ts';

const HEAD = 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n';
const read = (rest: string): Promise<Lowered> => lowerText(eksctl, `${HEAD}${rest}`, 'cluster.yaml');

const SHOP = `metadata:
  name: shop
  region: eu-west-1
  version: "1.34"
`;

async function valuesOf(rest: string, address: string): Promise<unknown> {
  const { model } = await read(`${SHOP}${rest}`);
  return model.find((resource) => resource.address === address)?.values;
}

const chosen = (what: string): unknown => ({ $unknown: `${what} that eksctl chooses` });

describe('recognition of cluster configurations', () => {
  it('goes by group and kind', async () => {
    const recognises = async (text: string): Promise<boolean | undefined> => {
      const { root } = await parseText({ path: 'cluster.yaml', text });
      return root && eksctl.recognises(root);
    };
    expect(await recognises(HEAD)).toBe(true);
    expect(await recognises('apiVersion: eksctl.io/v1alpha5\nkind: Other\n')).toBe(false);
    expect(await recognises('apiVersion: v1\nkind: ClusterConfig\n')).toBe(false);
    expect(await recognises('- kind\n')).toBe(false);
  });

  it('gives every part an address', async () => {
    const { resources } = await read(`${SHOP}
iam:
  podIdentityAssociations:
    - { namespace: shop, serviceAccountName: web }
accessConfig:
  accessEntries:
    - { principalARN: "arn:aws:iam::111122223333:role/dev" }
managedNodeGroups: [{ name: main }]
nodeGroups: [{ name: own }, {}]
fargateProfiles: [{ name: fp, selectors: [{ namespace: shop }] }]
addons: [{ name: vpc-cni }]
`);
    expect(resources.map(({ kind, address, name }) => `${kind} ${address} ${name ?? ''}`)).toEqual([
      'eks.cluster ClusterConfig/shop shop',
      'eks.nodegroup ClusterConfig/shop/managedNodeGroups/main main',
      'eks.nodegroup ClusterConfig/shop/nodeGroups/own own',
      'eks.nodegroup ClusterConfig/shop/nodeGroups/2 ',
      'eks.fargateProfile ClusterConfig/shop/fargateProfiles/fp fp',
      'eks.addon ClusterConfig/shop/addons/vpc-cni vpc-cni',
      'eks.podIdentityAssociation ClusterConfig/shop/podIdentityAssociations/shop/web web',
      'eks.accessEntry ClusterConfig/shop/accessEntries/arn:aws:iam::111122223333:role/dev arn:aws:iam::111122223333:role/dev',
    ]);
  });
});

describe('clusters', () => {
  it('have what is written, and what eksctl makes is unknown', async () => {
    expect(await valuesOf('', 'ClusterConfig/shop')).toEqual({
      name: 'shop',
      version: '1.34',
      roleArn: chosen('the role'),
      resourcesVpcConfig: expect.objectContaining({}) as unknown,
      accessConfig: { authenticationMode: chosen('the mode') },
      bootstrapSelfManagedAddons: chosen('the set of add-ons'),
    });
  });

  it('keep the text of a version that is written as a number, which eksctl refuses', async () => {
    const { model, mistakes } = await read('metadata:\n  name: shop\n  region: eu-west-1\n  version: 1.30\n');
    expect(model[0]?.values).toMatchObject({ version: '1.30' });
    expect(tellMistakes(mistakes)).toEqual([
      "6:1.30 wrongType version of metadata of cluster 'shop' a number, not text",
    ]);
  });

  it('are in the words of the EKS API', async () => {
    const rest = `
iam: { serviceRoleARN: "arn:aws:iam::111122223333:role/eks" }
vpc:
  subnets:
    private: { a: { id: subnet-1 }, b: { id: subnet-2 } }
  securityGroup: sg-1
  clusterEndpoints: { publicAccess: false, privateAccess: yes }
  publicAccessCIDRs: [203.0.113.0/24]
kubernetesNetworkConfig: { ipFamily: IPv6 }
cloudWatch: { clusterLogging: { enableTypes: ["*"] } }
secretsEncryption: { keyARN: "arn:aws:kms:eu-west-1:111122223333:key/1" }
accessConfig: { authenticationMode: API }
autoModeConfig: { enabled: true, nodePools: [system], nodeRoleARN: r }
upgradePolicy: { supportType: STANDARD }
zonalShiftConfig: { enabled: true }
`;
    expect(await valuesOf(rest, 'ClusterConfig/shop')).toMatchObject({
      roleArn: 'arn:aws:iam::111122223333:role/eks',
      resourcesVpcConfig: {
        subnetIds: ['subnet-1', 'subnet-2'],
        securityGroupIds: ['sg-1'],
        endpointPublicAccess: false,
        endpointPrivateAccess: true,
        publicAccessCidrs: ['203.0.113.0/24'],
      },
      kubernetesNetworkConfig: { ipFamily: 'ipv6', elasticLoadBalancing: { enabled: true } },
      logging: {
        clusterLogging: [{ types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'], enabled: true }],
      },
      encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' } }],
      accessConfig: { authenticationMode: 'API' },
      computeConfig: { enabled: true, nodePools: ['system'], nodeRoleArn: 'r' },
      storageConfig: { blockStorage: { enabled: true } },
      upgradePolicy: { supportType: 'STANDARD' },
      zonalShiftConfig: { enabled: true },
    });
  });

  it('point at what is written, and offer no edit where another value stands there', async () => {
    const { resources } = await read(
      `${SHOP}privateCluster: { enabled: true }\nvpc: { publicAccessCIDRs: [0.0.0.0/0] }\n`,
    );
    const [resource] = resources as readonly Resource<'eks.cluster'>[];
    const config = resource?.view(new World()).resourcesVpcConfig;
    expect(config?.endpointPublicAccess).toMatchObject({ state: 'known', value: false });
    expect(config?.endpointPublicAccess.origin.replacement?.(true)).toBeUndefined();
    const { source, start, end } = config?.publicAccessCidrs.items[0]?.origin.span ?? { start: 0, end: 0 };
    expect(source?.text.slice(start, end)).toBe('0.0.0.0/0');
  });
});

describe('node groups', () => {
  const group = (text: string): Promise<unknown> =>
    valuesOf(`nodeGroups:\n  - { name: ng, ${text} }\n`, 'ClusterConfig/shop/nodeGroups/ng');

  it('are in the words of the EKS API', async () => {
    const rest = `managedNodeGroups:
  - name: ng
    amiFamily: AmazonLinux2
    instanceType: m5.large
    minSize: 1
    maxSize: 3
    desiredCapacity: 2
    volumeSize: 100
    spot: true
    ssh: { allow: true, publicKeyName: dev }
    iam: { instanceRoleARN: r }
    labels: { a: b }
    taints: [{ key: k, value: v, effect: NoSchedule }]
    updateConfig: { maxUnavailable: 1 }
    launchTemplate: { id: lt-1, version: "2" }
`;
    expect(await valuesOf(rest, 'ClusterConfig/shop/managedNodeGroups/ng')).toMatchObject({
      clusterName: 'shop',
      nodegroupName: 'ng',
      amiType: { $template: ['AL2_', chosen('the AMI type')] },
      instanceTypes: ['m5.large'],
      scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 2 },
      diskSize: 100,
      capacityType: 'SPOT',
      remoteAccess: { ec2SshKey: 'dev' },
      nodeRole: 'r',
      labels: { a: 'b' },
      taints: [{ key: 'k', value: 'v', effect: 'NO_SCHEDULE' }],
      updateConfig: { maxUnavailable: 1 },
      launchTemplate: { id: 'lt-1', version: '2' },
    });
  });

  it.each([
    ['is allowed', 'ssh: { allow: true }', { ec2SshKey: chosen('the key') }],
    ['has a key', 'ssh: { publicKeyPath: ~/.ssh/id.pub }', { ec2SshKey: '~/.ssh/id.pub' }],
    ['is forbidden', 'ssh: { allow: false, publicKeyName: dev }', undefined],
    ['is not mentioned', 'minSize: 1', undefined],
  ])('have remote access where SSH %s: %s', async (_title, text, expected) => {
    expect(((await group(text)) as { remoteAccess?: unknown }).remoteAccess).toEqual(expected);
  });

  it.each([
    ['ami: ami-0123456789abcdef0', 'CUSTOM'],
    ['amiFamily: Ubuntu2204', 'CUSTOM'],
    ['amiFamily: WindowsServer2022CoreContainer', 'WINDOWS_CORE_2022_x86_64'],
    ['minSize: 1', chosen('the AMI type')],
  ])('have an AMI type by %s', async (text, expected) => {
    expect(await group(text)).toMatchObject({ amiType: expected });
  });

  it('take taints as a map when they are self-managed', async () => {
    expect(await group('taints: { a: "b:NoExecute", c: ":PreferNoSchedule" }')).toMatchObject({
      taints: [
        { key: 'a', value: 'b', effect: 'NO_EXECUTE' },
        { key: 'c', effect: 'PREFER_NO_SCHEDULE' },
      ],
    });
  });
});

describe('other parts', () => {
  it('are in the words of the EKS API', async () => {
    const rest = `
iam:
  fargatePodExecutionRoleARN: pods
  podIdentityAssociations:
    - { namespace: shop, serviceAccountName: web, permissionPolicyARNs: [p] }
accessConfig:
  accessEntries:
    - principalARN: "arn:aws:iam::111122223333:role/dev"
      kubernetesUsername: dev
      accessPolicies:
        - { policyARN: p, accessScope: { type: namespace, namespaces: [shop] } }
fargateProfiles: [{ name: fp, selectors: [{ namespace: shop, labels: { a: b } }] }]
addons:
  - { name: vpc-cni, version: 1.18, resolveConflicts: overwrite, attachPolicyARNs: [p], configurationValues: "env: { A: b }" }
`;
    expect(await valuesOf(rest, 'ClusterConfig/shop/fargateProfiles/fp')).toEqual({
      fargateProfileName: 'fp',
      clusterName: 'shop',
      podExecutionRoleArn: 'pods',
      selectors: [{ namespace: 'shop', labels: { a: 'b' } }],
    });
    expect(await valuesOf(rest, 'ClusterConfig/shop/addons/vpc-cni')).toEqual({
      clusterName: 'shop',
      addonName: 'vpc-cni',
      addonVersion: '1.18',
      serviceAccountRoleArn: chosen('the role'),
      resolveConflicts: 'OVERWRITE',
      configurationValues: { env: { A: 'b' } },
    });
    expect(await valuesOf(rest, 'ClusterConfig/shop/podIdentityAssociations/shop/web')).toEqual({
      clusterName: 'shop',
      namespace: 'shop',
      serviceAccount: 'web',
      roleArn: chosen('the role'),
    });
    expect(await valuesOf(rest, 'ClusterConfig/shop/accessEntries/arn:aws:iam::111122223333:role/dev')).toEqual({
      clusterName: 'shop',
      principalArn: 'arn:aws:iam::111122223333:role/dev',
      username: 'dev',
      accessPolicies: [{ policyArn: 'p', accessScope: { type: 'namespace', namespaces: ['shop'] } }],
    });
  });
});

describe('the form of a configuration', () => {
  it("is held against eksctl's own schema", async () => {
    const { mistakes } = await read(`${SHOP}
managedNodeGroup: []
managedNodeGroups:
  - { name: ng, desiredCapcity: 2, volumeType: gp4, spot: "true", iam: { withAddonPolicies: { ebss: true } } }
cloudWatch: { clusterLogging: { enableTypes: [Audit] } }
secretsEncryption: {}
`);
    expect(tellMistakes(mistakes)).toEqual([
      "8:managedNodeGroup unknownField managedNodeGroup of cluster 'shop' like managedNodeGroups",
      "10:desiredCapcity unknownField desiredCapcity of managedNodeGroups 'ng' of cluster 'shop' like desiredCapacity",
      "10:gp4 badValue volumeType of managedNodeGroups 'ng' of cluster 'shop' like gp2",
      "10:\"true\" wrongType spot of managedNodeGroups 'ng' of cluster 'shop' text, not true or false",
      "10:ebss unknownField ebss of iam.withAddonPolicies of managedNodeGroups 'ng' of cluster 'shop' like ebs",
      "11:Audit badValue enableTypes of cloudWatch.clusterLogging of cluster 'shop' like audit",
      "12:secretsEncryption missingField keyARN of secretsEncryption of cluster 'shop'",
    ]);
    expect(mistakes.every(({ resource }) => resource?.address === 'ClusterConfig/shop')).toBe(true);
  });
});

describe('anything', () => {
  const parts = [
    'metadata',
    'vpc',
    'iam',
    'cloudWatch',
    'accessConfig',
    'autoModeConfig',
    'secretsEncryption',
    'outpost',
  ];

  it('is read without an exception', async () => {
    const config = fc.dictionary(fc.constantFrom(...parts), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(config, fc.jsonValue(), async (written, item) => {
        const whole = {
          apiVersion: 'eksctl.io/v1alpha5',
          kind: 'ClusterConfig',
          iam: { podIdentityAssociations: [item] },
          nodeGroups: item,
          managedNodeGroups: [item, { name: item, taints: item, ssh: item, amiFamily: item }],
          addons: [item, { name: 'a', configurationValues: item, podIdentityAssociations: [item] }],
          ...written,
        };
        await lowerText(eksctl, JSON.stringify(whole), 'cluster.yaml');
      }),
      { numRuns: 200 },
    );
  });
});
