import { unknownTerm } from '../computed.ts';
import type { Intrinsic } from './intrinsic.ts';

/** `Fn::Transform`: what a macro makes of it is not in the template. */
export const transform: Intrinsic = (call, origin) => {
  const name = call.argument.get('Name');
  return unknownTerm(
    name?.isScalar ? `what transform '${name.text}' makes of it` : 'what a transform makes of it',
    origin,
  );
};
