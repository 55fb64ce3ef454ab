import { attributeOf, expressionOf, type Node } from '../../../syntax/index.ts';
import { argumentOf, type SourceReader } from '../modules/module-source.ts';
import { SourcePlace } from '../source-place.ts';
import { HclBody } from './body.ts';
import { evaluate } from './evaluate.ts';

/** Reads native HCL. */
export const hclReader: SourceReader = {
  body: ({ body, key }, scope) => new HclBody(body, new SourcePlace(body, key, { via: scope.via }), scope),
  value: ({ body, key }, scope) => evaluate(body, scope, key),
  type: (declaration) => argumentOf(declaration, 'type')?.value,
  dependencies: ({ body }) => dependenciesIn(body),
};

function dependenciesIn(body: Node): string[] {
  const written = attributeOf(body, 'depends_on');
  const list = written && expressionOf(written.value);
  // Before Terraform 0.12 they were written as text.
  return list?.is === 'list' ? list.items.map((item) => (item.isScalar ? item.text : item.raw)) : [];
}
