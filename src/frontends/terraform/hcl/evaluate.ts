import type { Term } from '../../../values/index.ts';
import { expressionOf, NODE, type Expression, type Node, type NodeKind } from '../../../syntax/index.ts';
import { formatDecimal, parseDecimal } from '../functions/decimals.ts';
import { failedTerm } from '../functions/index.ts';
import { SourcePlace } from '../source-place.ts';
import { evaluateCall } from './calls.ts';
import { evaluateConditional } from './conditionals.ts';
import { evaluateForList, evaluateForMap } from './for-expressions.ts';
import { evaluateObject, TupleTerm } from './collections.ts';
import { evaluateBinary, evaluateUnary } from './operators.ts';
import type { Scope } from './scope.ts';
import { evaluateTemplate } from './templates.ts';
import { unknownTerm } from './terms.ts';
import { evaluateTraversal, evaluateVariable } from './traversals.ts';

/** What an evaluated expression stands in: the names that it may use, and the place that its value has. */
export interface At {
  readonly scope: Scope;
  readonly place: SourcePlace;
}

/**
 * The value of an HCL expression; `key` is the node of the name that it is given to. What is unknown stays unknown with
 * its reason, what depends on a condition is decided by whoever reads it, and all else is worked out as Terraform would.
 * Source: HCL native syntax specification. Never throws.
 */
export function evaluate(node: Node, scope: Scope, key?: Node): Term {
  const computed = !LITERALS.has(node.kind);
  const place = new SourcePlace(node, key, { name: undefined, via: scope.via, sensitive: false, computed });
  return scope.budget.enter(() => {
    const expression = expressionOf(node);
    if (!expression) return unknownTerm('an expression that cannot be read', place);
    return literalTerm(expression, place) ?? compute(expression, { scope, place });
  }, place);
}

/** Nodes that say what their value is. */
const LITERALS: ReadonlySet<NodeKind> = new Set([NODE.plain, NODE.double, NODE.literal]);

/** What Terraform makes of a number where text is wanted: a version 1.30 without quotes is `1.3`. */
function numberText(raw: string): string {
  const decimal = /[.eE]/.test(raw) ? parseDecimal(raw) : undefined;
  return decimal ? formatDecimal(decimal) : raw;
}

function literalTerm(expression: Expression, place: SourcePlace): Term | undefined {
  switch (expression.is) {
    case 'text':
      return { state: 'scalar', value: expression.text, text: expression.text, origin: place };
    case 'number':
      return { state: 'scalar', value: expression.number, text: numberText(expression.node.raw), origin: place };
    case 'boolean':
      return { state: 'scalar', value: expression.value, text: String(expression.value), origin: place };
    case 'null':
      return { state: 'scalar', value: null, text: 'null', origin: place };
    default:
      return undefined;
  }
}

function compute(expression: Expression, at: At): Term {
  const { scope, place } = at;
  switch (expression.is) {
    case 'list':
      return new TupleTerm(expression.items, place, scope);
    case 'map':
      return evaluateObject(expression.entries, place, scope);
    case 'parens':
      return evaluate(expression.inner, scope, place.key);
    case 'variable':
      return evaluateVariable(expression.name, at);
    case 'traversal':
      return evaluateTraversal(expression, at);
    case 'template':
      return evaluateTemplate(expression.parts, at);
    case 'call':
      return evaluateCall(expression, at);
    case 'unary':
      return evaluateUnary(expression, at);
    case 'binary':
      return evaluateBinary(expression, at);
    case 'conditional':
      return evaluateConditional(expression, at);
    case 'forList':
      return evaluateForList(expression, at);
    case 'forMap':
      return evaluateForMap(expression, at);
    default:
      return failedTerm('an expression that cannot be read', place);
  }
}

/** An expression of one kind. */
export type ExpressionOf<K extends Expression['is']> = Extract<Expression, { readonly is: K }>;
