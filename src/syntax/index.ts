export { resolvePlain, type Dialect, type Scalar } from './dialects.ts';
export { Document, Node, type Entry, type Fault, type Inner, type OffsetMap, type Parsed } from './document.ts';
export { insertEntry, removeEntry, replaceScalar, type Content } from './edits.ts';
export { innerOf, looksEmbedded, parseEmbedded, stretchOf } from './embedded.ts';
export { parseHcl, parseHclExpression, parseHclTemplate } from './hcl/index.ts';
export {
  attributeOf,
  attributesOf,
  blocksOf,
  expressionOf,
  partsOf,
  type Attribute,
  type Block,
  type Expression,
  type ForNames,
  type MapEntry,
  type Part,
  type Step,
} from './hcl/nodes.ts';
export { parseJson } from './json.ts';
export { decodeDouble, decodeSingle } from './scalars.ts';
export { NODE, ROW, TapeBuilder, type NodeKind } from './tape.ts';
export { NodeOrigin } from './origin.ts';
export { parseText } from './text.ts';
