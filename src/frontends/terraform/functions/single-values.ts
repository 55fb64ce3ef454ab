import type { SettledTerm, UnknownTerm } from '../../../values/index.ts';
import { argumentIn, argumentsOf } from '../arguments.ts';

/** What an unknown attribute of a resource is for certain; undefined where the provider's tables do not say. */
function typeOf({ reference }: UnknownTerm): string | undefined {
  if (!reference) return undefined;
  const { address, attribute = '' } = reference;
  if (attribute === 'id' || attribute === 'arn') return 'string=';
  const type = TYPE.exec(address)?.[1];
  const found = type === undefined ? undefined : argumentIn(argumentsOf(type), attribute);
  return typeof found === 'string' ? found : undefined;
}

/** The type in an address such as `module.web["a"].aws_lb.this[0]`. */
const TYPE = /(?:^|\.)([a-z]\w*)\.[\p{L}_][\p{L}\p{N}_-]*(?:\[[^\]]*\])?$/u;

/** Is the unknown value surely no list and no map: an attribute that is text or a number? */
export function isSingle(term: UnknownTerm): boolean {
  return /^(?:string|number|boolean)/.test(typeOf(term) ?? '');
}

/** Is it surely text that is not empty: one of which a part is known, an id or an ARN? */
export function isNonEmpty(term: SettledTerm): boolean {
  if (term.state === 'template') return term.parts.some((part) => typeof part === 'string' || isNonEmpty(part));
  return term.state === 'unknown' && (term.reference?.attribute === 'id' || term.reference?.attribute === 'arn');
}
