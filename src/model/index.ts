export { KINDS, loadShapes, shapeForKind, type Kind, type Kinds } from './kinds.ts';
export { Resource, resourceOf, type ResourceSource } from './resource.ts';
export { apiSpelling, type Spelling } from './spelling.ts';
export type { Mistake, MistakeKind, MistakeOwner, Mistakes } from './mistake.ts';
export { Shape, shapeOf, type Field, type FieldType, type ShapeTable } from './shape.ts';
export { emptyMap, fieldTerm, jsonOf, unknownTerm, viewIn, viewOf, type Reading } from './view.ts';
export { coerce, convertScalar, describeType } from './convert.ts';
export { checkShape } from './check.ts';
export { resourceText } from './owner-text.ts';
