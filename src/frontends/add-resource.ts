import { checkShape, shapeForKind, type Mistake, type ResourceSource } from '../model/index.ts';
import type { Lowering } from './frontend.ts';

/** Adds a resource and tells of the mistakes in its form; `owner` is what messages call it: "task definition 'web'". */
export function addChecked(
  source: ResourceSource,
  owner: string,
  lowering: Lowering,
  adjust: (mistakes: readonly Mistake[]) => readonly Mistake[] = (mistakes) => mistakes,
): void {
  lowering.add(source);
  const { kind, address, name, term, spelling } = source;
  const mistakes: Mistake[] = [];
  checkShape(term, shapeForKind(kind), spelling, owner, (mistake) =>
    mistakes.push({ ...mistake, resource: { kind, address, name } }),
  );
  for (const mistake of adjust(mistakes)) lowering.mistake(mistake);
}
