import { closest } from '../../../domain/index.ts';
import type { Lowering } from '../../frontend.ts';
import type { TreeFacts } from './module-tree.ts';

/** Tells of values given for this run to variables that no module declares. */
export function checkGiven({ sources, given }: TreeFacts, { notice }: Lowering): void {
  const declared = new Set([...sources.values()].flatMap(({ variables }) => [...variables.keys()]));
  for (const name of new Set([...given.texts.keys(), ...given.declared.keys()])) {
    if (declared.has(name)) continue;
    const meant = closest(name, [...declared]);
    const message = `No module declares variable '${name}', which was given a value${meant ? `; did you mean '${meant}'?` : '.'}`;
    notice({ kind: 'incomplete', message });
  }
}
