import type { MapTerm, Origin, Term } from '../../../values/index.ts';
import type { Budget } from '../budget.ts';
import { asInner } from '../hcl/partial-document.ts';
import { derived } from '../hcl/derived.ts';
import { listTerm, mapTerm, scalarTerm } from '../hcl/terms.ts';

/** Arguments of a block, and how a policy calls them. */
type Names = readonly (readonly [argument: string, name: string])[];

const RULE: Names = [
  ['priority', 'rulePriority'],
  ['description', 'description'],
];
const ACTION: Names = [['type', 'type']];
const SELECTION: Names = [
  ['tag_status', 'tagStatus'],
  ['tag_pattern_list', 'tagPatternList'],
  ['tag_prefix_list', 'tagPrefixList'],
  ['count_type', 'countType'],
  ['count_unit', 'countUnit'],
  ['count_number', 'countNumber'],
];

/**
 * The JSON document of an `aws_ecr_lifecycle_policy_document`; a rule without an action expires.
 * Source: provider documentation, "Data Source: aws_ecr_lifecycle_policy_document", and what provider 5.100 writes.
 */
export function lifecyclePolicyDocument(body: MapTerm, place: Origin, budget: Budget): Term {
  const rules = eachBlock(body.get('rule'), place, budget, (rule) => {
    const { origin } = rule;
    const parts = renamed(rule, RULE);
    const expire = mapTerm(new Map([['type', scalarTerm('expire', origin)]]), origin);
    parts.set('selection', oneBlock(rule.get('selection'), SELECTION, mapTerm(new Map(), origin), budget));
    parts.set('action', oneBlock(rule.get('action'), ACTION, expire, budget));
    return mapTerm(parts, rule.origin, rule.open);
  });
  return asInner(mapTerm(new Map([['rules', rules]]), place));
}

function eachBlock(blocks: Term | undefined, place: Origin, budget: Budget, make: (block: MapTerm) => Term): Term {
  if (!blocks) return listTerm([], place);
  return derived([blocks], blocks.origin, budget, ([settled], settleTerm) => {
    if (settled?.state !== 'list') return settled ?? blocks;
    const items = [...settled.items()].map(settleTerm);
    return listTerm(
      items.map((item) => (item.state === 'map' ? make(item) : item)),
      settled.origin,
      settled.open,
    );
  });
}

/** The one block of its type by its names in a policy, or what stands for it where there is none. */
function oneBlock(blocks: Term | undefined, names: Names, otherwise: Term, budget: Budget): Term {
  if (!blocks) return otherwise;
  return derived([blocks], blocks.origin, budget, ([settled], settleTerm) => {
    if (settled?.state !== 'list') return settled ?? blocks;
    const [first] = settled.items();
    if (!first) return settled.open ? settled : otherwise;
    const block = settleTerm(first);
    return block.state === 'map' ? mapTerm(renamed(block, names), block.origin) : block;
  });
}

function renamed(block: MapTerm, names: Names): Map<string, Term> {
  const parts = new Map<string, Term>();
  for (const [argument, name] of names) {
    const term = block.get(argument);
    const isNull = term?.state === 'absent' || (term?.state === 'scalar' && term.value === null);
    if (term && !isNull) parts.set(name, term);
  }
  return parts;
}
