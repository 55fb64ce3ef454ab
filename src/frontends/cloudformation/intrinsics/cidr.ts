import { formatCidr, parseCidr } from '../../../domain/cidr.ts';
import { addressBits } from '../../../domain/ip-address.ts';
import { isParseFailure } from '../../../domain/parse-failure.ts';
import { settle, type SettledTerm } from '../../../values/index.ts';
import { operandsOf } from '../call.ts';
import { Deferred, listTerm, textTerm, unknownTerm } from '../computed.ts';
import { scalarText } from '../texts.ts';
import { malformed, type Intrinsic } from './intrinsic.ts';

/** `!Cidr [block, count, subnet bits]`: that many blocks of that size. Source: CloudFormation user guide, Fn::Cidr. */
export const cidr: Intrinsic = (call, origin, evaluator) => {
  const operands = operandsOf(call, 2, 3);
  if (!operands) return malformed(call, origin);
  return new Deferred(origin, evaluator.template.tree.depth, (world) => {
    const terms = operands.map((operand) => settle(evaluator.inside(operand), world));
    const via = terms.flatMap((term) => term.origin.via);
    const [block, count, bits] = terms.map(textOrNothing);
    if (block === undefined || count === undefined) return unknownTerm('address blocks within an unknown one', origin);
    const blocks = blocksOf(block, Number(count), Number(bits ?? '8'));
    if (!blocks) return malformed(call, origin);
    const place = origin.with(via, false);
    return listTerm(
      blocks.map((text) => textTerm(text, place)),
      place,
    );
  });
};

/** CloudFormation gives at most 256. */
const MOST = 256;

function blocksOf(block: string, count: number, bits: number): readonly string[] | undefined {
  const outer = parseCidr(block);
  if (isParseFailure(outer) || !Number.isInteger(count) || count < 1 || count > MOST) return undefined;
  const prefix = addressBits(outer.family) - bits;
  if (!Number.isInteger(bits) || bits < 0 || prefix < outer.prefix) return undefined;
  const size = 1n << BigInt(bits);
  const blocks: string[] = [];
  for (let index = 0n; index < BigInt(count); index++) {
    const first = outer.first + index * size;
    if (first > outer.last) return undefined;
    blocks.push(formatCidr({ family: outer.family, prefix, first, last: first + size - 1n, canonical: true }));
  }
  return blocks;
}

function textOrNothing(term: SettledTerm): string | undefined {
  return term.state === 'scalar' ? scalarText(term) : undefined;
}
