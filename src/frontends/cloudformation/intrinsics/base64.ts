import { settle } from '../../../values/index.ts';
import { Deferred, textTerm } from '../computed.ts';
import { scalarText } from '../texts.ts';
import { malformed, type Intrinsic } from './intrinsic.ts';

/** `!Base64 text`. Text that is only partly known cannot be encoded: its known stretches stay readable as they are. */
export const base64: Intrinsic = (call, origin, evaluator) =>
  new Deferred(origin, evaluator.template.tree.depth, (world) => {
    const text = settle(evaluator.argument(call), world);
    const place = origin.with(text.origin.via, text.origin.sensitive ?? false);
    if (text.state === 'scalar') return textTerm(Buffer.from(scalarText(text), 'utf8').toString('base64'), place);
    return text.state === 'template' || text.state === 'unknown' ? { ...text, origin: place } : malformed(call, origin);
  });
