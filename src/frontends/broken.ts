import type { Document, Node } from '../syntax/index.ts';

const known = new WeakMap<Document, ReadonlySet<number>>();

/**
 * Does the document of this root have syntax errors? What seems to be missing or misplaced in it may then only be
 * misread, so nothing is said about its form. Other documents of the same stream are not affected.
 */
export function isBroken(root: Node): boolean {
  const { document } = root;
  if (document.faults.length === 0) return false;
  let broken = known.get(document);
  if (!broken) known.set(document, (broken = brokenRoots(document)));
  return broken.has(root.index);
}

/** A fault belongs to the last document that begins before it, or to the first. */
function brokenRoots(document: Document): ReadonlySet<number> {
  const roots = document.roots.filter((root) => root !== undefined);
  const broken = new Set<number>();
  for (const fault of document.faults) {
    if (fault.kind === 'duplicate-key') continue;
    const at = roots.findLast((root) => root.start <= fault.start) ?? roots[0];
    if (at) broken.add(at.index);
  }
  return broken;
}
