import { apiSpelling, checkShape, resourceText, shapeOf, type Kind, type Spelling } from '../../model/index.ts';
import { looksEmbedded, NodeOrigin, parseEmbedded, type Node } from '../../syntax/index.ts';
import type { MapTerm, ScalarTerm, Term } from '../../values/index.ts';
import { isBroken } from '../broken.ts';
import type { Frontend, Lowering } from '../frontend.ts';
import { plainTerm, type Evaluate } from '../node-terms.ts';
import { termsWithPlaceholders } from '../placeholders.ts';
import { writtenText } from '../written-text.ts';
import { CLUSTER } from './cluster.ts';
import { CONFIG_SHAPES } from './config-shapes.ts';
import { MEMBERS } from './members.ts';
import { NODE_GROUP } from './node-group.ts';
import { byEksctl, termAt, textOf, type Structure } from './terms.ts';

/** Cluster configurations of eksctl. Source: eksctl.io, "Config file schema". */
export const eksctl: Frontend = {
  name: 'eksctl',
  kinds: [
    'eks.cluster',
    'eks.nodegroup',
    'eks.fargateProfile',
    'eks.addon',
    'eks.podIdentityAssociation',
    'eks.accessEntry',
  ],
  // The shapes of Kubernetes are large, and few configurations have accounts.
  kindsIn: (inputs) =>
    inputs.some(({ root }) => root.get('iam')?.get('serviceAccounts')?.isList)
      ? [...eksctl.kinds, 'k8s.ServiceAccount']
      : eksctl.kinds,

  recognises: (root) =>
    root.get('apiVersion')?.text.startsWith('eksctl.io/') === true && root.get('kind')?.text === 'ClusterConfig',

  lower(inputs, lowering) {
    for (const { root } of inputs) lowerConfig(root, lowering);
  },
};

/** Lists of a configuration whose items are resources of their own, and what names each item. */
const PARTS: readonly { kind: Kind; path: readonly string[]; names: readonly string[] }[] = [
  { kind: 'eks.nodegroup', path: ['managedNodeGroups'], names: ['name'] },
  { kind: 'eks.nodegroup', path: ['nodeGroups'], names: ['name'] },
  { kind: 'eks.fargateProfile', path: ['fargateProfiles'], names: ['name'] },
  { kind: 'eks.addon', path: ['addons'], names: ['name'] },
  {
    kind: 'eks.podIdentityAssociation',
    path: ['iam', 'podIdentityAssociations'],
    names: ['namespace', 'serviceAccountName'],
  },
  { kind: 'k8s.ServiceAccount', path: ['iam', 'serviceAccounts'], names: ['namespace', 'name'] },
  { kind: 'eks.accessEntry', path: ['accessConfig', 'accessEntries'], names: ['principalARN'] },
];

function lowerConfig(root: Node, lowering: Lowering): void {
  const broken = isBroken(root);
  const config = termsOf(root, broken)(root);
  if (config.state !== 'map') return;
  const named = termAt(config, 'metadata', 'name');
  const name = textOf(named);
  const address = `ClusterConfig/${writtenText(named) ?? '*'}`;
  const shared = { spelling: spellingOf(config), scope: root.document, conditional: false };
  lowering.add({ kind: 'eks.cluster', address, name, term: config, ...shared });
  for (const { kind, path, names } of PARTS) {
    const list = termAt(config, ...path);
    if (list?.state !== 'list') continue;
    let index = 0;
    for (const term of list.items()) {
      index++;
      if (term.state !== 'map') continue;
      const owner = kind === 'k8s.ServiceAccount' ? termAt(term, 'metadata') : term;
      const parts = names.map((key) => (owner?.state === 'map' ? termAt(owner, key) : undefined));
      const words = parts.map((part) => writtenText(part) ?? '');
      const label = words.every((word) => word === '') ? String(index) : words.join('/');
      const at = `${address}/${path.at(-1) ?? ''}/${label}`;
      lowering.add({ kind, address: at, name: textOf(parts.at(-1)), term, ...shared });
    }
  }
  if (broken) return;
  const resource = { kind: 'eks.cluster', address, name };
  const owner = resourceText('eks.cluster', name);
  checkShape(config, shapeOf(CONFIG_SHAPES, 'ClusterConfig'), apiSpelling, owner, (mistake) =>
    lowering.mistake({ ...mistake, resource }),
  );
}

/** Scripts and settings of other programs, in which a placeholder is theirs. */
const LITERAL = new Set([
  'preBootstrapCommands',
  'overrideBootstrapCommand',
  'settings',
  'kubeletExtraConfig',
  'attachPolicy',
  'permissionPolicy',
]);

/** eksctl reads YAML as Go does. */
function termsOf({ document }: Node, open: boolean): Evaluate {
  const dialect = document.syntax === 'yaml' ? 'yaml-go' : 'json';
  return termsWithPlaceholders({ dialect, open, literal: LITERAL, means: /^[%@_]/ });
}

/** How this configuration spells the model; its parts know their cluster, and their roles may stand there too. */
function spellingOf(config: MapTerm): Spelling {
  const structures: Structure = {
    ...CLUSTER,
    ...NODE_GROUP,
    ...MEMBERS,
    'FargateProfile.podExecutionRoleArn': (profile) =>
      termAt(profile, 'podExecutionRoleARN') ??
      termAt(config, 'iam', 'fargatePodExecutionRoleARN') ??
      byEksctl('the role', profile.origin),
  };
  const clusterName = (): Term | undefined => termAt(config, 'metadata', 'name');
  return {
    ...apiSpelling,
    structure: (shape, field) => (field === 'clusterName' ? clusterName : structures[`${shape}.${field}`]),
    embedded,
  };
}

function embedded({ origin }: ScalarTerm): Term | undefined {
  if (!(origin instanceof NodeOrigin)) return undefined;
  const syntax = looksEmbedded(origin.node) ? 'json' : 'yaml';
  const { root } = parseEmbedded(origin.node, syntax);
  return root?.isScalar === false ? plainTerm(syntax === 'json' ? 'json' : 'yaml-go')(root) : undefined;
}
