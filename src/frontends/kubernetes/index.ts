import { apiSpelling, KINDS, resourceText, type Kind, type Spelling } from '../../model/index.ts';
import type { Node } from '../../syntax/index.ts';
import { addChecked } from '../add-resource.ts';
import { isBroken } from '../broken.ts';
import type { Frontend, Lowering } from '../frontend.ts';
import { isClusterScoped, isReshaped } from './api-facts.ts';
import { manifestTerms, openTerms } from './evaluate.ts';
import { overriddenImages } from './image-overrides.ts';
import { isKubernetes, knownKind, objectsIn, readManifest, type Manifest } from './manifest.ts';
import { isPatch, patchFiles } from './patches.ts';

/** Kubernetes objects as kubectl reads them: streams of manifests, and lists of any kind. */
export const kubernetes: Frontend = {
  name: 'kubernetes',
  kinds: (Object.keys(KINDS) as Kind[]).filter((kind) => kind.startsWith('k8s.')),

  recognises(root) {
    const manifest = readManifest(root);
    return manifest !== undefined && isKubernetes(manifest);
  },

  lower(inputs, lowering) {
    const patches = patchFiles(inputs);
    const images = overriddenImages(inputs);
    for (const { root } of inputs) {
      const manifest = readManifest(root);
      if (!manifest) continue;
      const broken = isBroken(root);
      const inPatchFile = patches.has(root.document.source.path);
      for (const object of objectsIn(manifest)) lowerObject(object, { broken, inPatchFile, images }, lowering);
    }
  },
};

/** A strategic merge patch may hold directives between its fields. */
const patchSpelling: Spelling = { ...apiSpelling, accepts: (_shape, word) => word.startsWith('$') };

function lowerObject(
  object: Manifest,
  { broken, inPatchFile, images }: { broken: boolean; inPatchFile: boolean; images: ReadonlySet<string> },
  lowering: Lowering,
): void {
  const { node, apiVersion, kind } = object;
  const known = knownKind(kind, apiVersion);
  if (!known) return;
  const patch = inPatchFile || isPatch(object);
  const isOpen = broken || patch || (!known.isNewest && isReshaped(kind));
  const evaluate = isOpen ? openTerms(node, images) : manifestTerms(node, images);
  const metadata = node.get('metadata');
  const clusterScoped = isClusterScoped(kind);
  const name = textIn(metadata, 'name');
  const namespace = clusterScoped ? undefined : textIn(metadata, 'namespace');
  const source = {
    kind: known.kind,
    address: [
      kind,
      ...(clusterScoped ? [] : [namespace ?? 'default']),
      name ?? `${textIn(metadata, 'generateName') ?? ''}*`,
    ].join('/'),
    name,
    term: evaluate(node),
    spelling: patch ? patchSpelling : apiSpelling,
    scope: node.document,
    conditional: false,
  };
  // The shapes are those of the newest version.
  if (broken || !known.isNewest) lowering.add(source);
  else
    addChecked(
      source,
      resourceText(known.kind, namespace === undefined || name === undefined ? name : `${namespace}/${name}`),
      lowering,
    );
}

function textIn(map: Node | undefined, key: string): string | undefined {
  const value = map?.get(key);
  return value?.isScalar && value.text !== '' ? value.text : undefined;
}
