import { settle } from '../../../values/index.ts';
import { canonicalArgument } from '../canonical.ts';
import { Deferred, unknownTerm } from '../computed.ts';
import { outputTerm } from '../references.ts';
import { scalarText } from '../texts.ts';
import type { Intrinsic } from './intrinsic.ts';

/** `!ImportValue name`: an export of another template of the tree, or of a stack that we cannot see. */
export const importValue: Intrinsic = (call, origin, evaluator) => {
  const { tree } = evaluator.template;
  return new Deferred(origin, tree.depth, (world) => {
    const name = settle(evaluator.argument(call), world);
    const text = name.state === 'scalar' ? scalarText(name) : undefined;
    const found = tree.exported(canonicalArgument(call, evaluator.locals), text);
    if (found) return outputTerm(found.template, found.name, origin, 'Exported here.');
    return unknownTerm(text === undefined ? 'an export of another stack' : `export '${text}' of another stack`, origin);
  });
};
