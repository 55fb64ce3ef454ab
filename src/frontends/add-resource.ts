import { checkShape, shapeForKind, type Mistake, type ResourceSource } from '../model/index.ts';
import type { Lowering } from './frontend.ts';

/** Adds a resource and tells of the mistakes in its form; `owner` is what messages call it: "task definition 'web'". */
export function addChecked(
  source: ResourceSource,
  owner: string,
  lowering: Lowering,
  adjust: (mistake: Mistake) => Mistake = (mistake) => mistake,
): void {
  lowering.add(source);
  const { kind, address, name, term, spelling } = source;
  checkShape(term, shapeForKind(kind), spelling, owner, (mistake) =>
    lowering.mistake(adjust({ ...mistake, resource: { kind, address, name } })),
  );
}
