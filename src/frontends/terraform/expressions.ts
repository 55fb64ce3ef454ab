import type { Origin, Term } from '../../values/index.ts';
import { parseTraversal, type Traversal } from './traversal.ts';

/** What the names in an expression mean where it stands. */
export interface ExpressionScope {
  /** What a traversal leads to: `var.name`, `aws_lb.web[0].arn`, `module.net.subnet_ids`. Never throws. */
  resolve(traversal: Traversal, place: Origin): Term;
  /** The only resource that an expression names, as a reference to it; undefined for none or several. */
  named(expression: string, place: Origin): Term | undefined;
}

/** The text of an expression and where it stands. */
export interface Expression {
  readonly text: string;
  readonly place: Origin;
  /** A part of the text as a JSON document of its own; undefined when it is none. */
  json(start: number, end: number): Term | undefined;
}

/**
 * The value of one HCL expression. This is the seam between the syntaxes of Terraform and its language: `.tf.json` hands
 * over what stands between `${` and `}`. For now a literal, a plain reference and `jsonencode` of a JSON literal are
 * evaluated; anything else is unknown, with the only resource that it names as its reference. Never throws.
 */
export function evaluateExpression(expression: Expression, scope: ExpressionScope): Term {
  const { place } = expression;
  const text = expression.text.trim();
  const literal = literalOf(text, place);
  if (literal) return literal;
  const traversal = parseTraversal(text);
  if (traversal) return scope.resolve(traversal, place);
  const document = /^\s*jsonencode\s*\(/.exec(expression.text)?.[0];
  const end = expression.text.lastIndexOf(')');
  const encoded = document === undefined ? undefined : expression.json(document.length, end);
  return encoded ?? scope.named(text, place) ?? unevaluated(text, place);
}

/** What an expression that is not evaluated comes to. */
export function unevaluated(text: string, place: Origin): Term {
  const short = text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text;
  return { state: 'unknown', reason: `the expression '${short.replace(/\s+/g, ' ')}'`, written: true, origin: place };
}

/** Characters of an expression that a reason quotes. */
const MOST_QUOTED = 60;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const QUOTED = /^"(?:[^"\\$%]|\\["\\])*"$/;

function literalOf(text: string, origin: Origin): Term | undefined {
  if (text === 'null') return { state: 'scalar', value: null, text, origin };
  if (text === 'true' || text === 'false') return { state: 'scalar', value: text === 'true', text, origin };
  if (NUMBER.test(text)) return { state: 'scalar', value: Number(text), text, origin };
  if (!QUOTED.test(text)) return undefined;
  const value = text.slice(1, -1).replace(/\\(["\\])/g, '$1');
  return { state: 'scalar', value, text: value, origin };
}
