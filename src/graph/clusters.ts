import type { Kinds } from '../model/index.ts';
import type { Core } from './core.ts';
import { foldersAbove, isUnder } from './folders.ts';

/**
 * The EKS clusters for which a manifest may be meant, as far as folders tell: those in its folder, else in the nearest one
 * above. None where the tree holds no cluster.
 */
export function clustersNear(core: Core, manifest: object): readonly Kinds['eks.cluster'][] {
  const clusters = core.all('eks.cluster');
  if (clusters.length === 0) return clusters;
  for (const folder of foldersAbove(manifest)) {
    const near = clusters.filter((cluster) => isUnder(cluster, folder));
    if (near.length > 0) return near;
  }
  return [];
}
