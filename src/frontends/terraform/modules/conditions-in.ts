import { expressionOf, NODE, ROW, type Document, type Node } from '../../../syntax/index.ts';
import type { ModuleSource } from './module-source.ts';

/** In `.tf.json`, what an expression has that may be a condition. */
const IN_TEXT = /[?!<>]|==|&&|\|\||\bif\b/;

/** What renders a template, which may have conditions of its own. */
const RENDERING = /\btemplate(?:file|string)\s*\(/;

/** Whether a node, or anything within it, is a condition, or renders a template that may hold one. */
export function hasConditionsIn(node: Node): boolean {
  return !conditionTexts(node).next().done || RENDERING.test(node.raw);
}

/**
 * Variables of a module that its conditions look at: named in one, or in a local value that is, or handed to a module that
 * may have conditions of its own. What no condition looks at is simply its default.
 */
export function comparedVariables(source: ModuleSource): ReadonlySet<string> {
  const variables = new Set<string>();
  const locals = new Set<string>();
  const take = (text: string): void => {
    for (const [, root, name = ''] of text.matchAll(/\b(var|local)\s*\.\s*([\p{L}_][\p{L}\p{N}_-]*)/gu)) {
      (root === 'var' ? variables : locals).add(name);
    }
  };
  for (const root of source.roots) {
    for (const text of conditionTexts(root)) take(text);
    for (const text of collectionTexts(root)) take(text);
  }
  for (const call of source.calls.values()) take(call.body.raw);
  // A set goes on over what is added on the way.
  for (const name of locals) take(source.locals.get(name)?.body.raw ?? '');
  return variables;
}

/** The texts of all conditions in a node; in JSON, of whole expressions that may hold one. */
function* conditionTexts({ document, index: first, next, raw }: Node): Generator<string> {
  const { tape } = document;
  if (document.syntax !== 'hcl') {
    for (const [found] of raw.matchAll(/[$%]\{[^"]*/g)) if (IN_TEXT.test(found)) yield found;
    return;
  }
  for (let index = first; index < next; index++) {
    const condition = conditionIn(document, index, tape[index * ROW + 3]);
    if (condition) yield condition.raw;
  }
}

/** What loops go over: conditions within a loop look at its items by other names. */
function* collectionTexts({ document, index: first, next }: Node): Generator<string> {
  const { tape, syntax } = document;
  if (syntax !== 'hcl') return;
  for (let index = first; index < next; index++) {
    const kind = tape[index * ROW + 3];
    if (kind === NODE.forList || kind === NODE.forMap || kind === NODE.forGroups) {
      const loop = expressionOf(document.node(index));
      if (loop && 'collection' in loop) yield loop.collection.raw;
    } else if (kind === NODE.attribute) {
      const node = document.node(index);
      if (document.text.startsWith('for_each', node.start)) yield node.raw;
    }
  }
}

/** Arithmetic decides nothing. */
const ARITHMETIC = /^[-+*/%]$/;

function conditionIn(document: Document, index: number, kind: number | undefined): Node | undefined {
  switch (kind) {
    case NODE.unary:
      return document.text.startsWith('!', document.node(index).start) ? document.node(index) : undefined;
    case NODE.ifDirective:
      return document.node(index + 1);
    case NODE.conditional:
    case NODE.binary:
    case NODE.forList:
    case NODE.forMap:
    case NODE.forGroups: {
      const expression = expressionOf(document.node(index));
      if (expression?.is === 'binary') {
        return ARITHMETIC.test(expression.operators[0] ?? '') ? undefined : expression.node;
      }
      return expression && 'condition' in expression ? expression.condition : undefined;
    }
    default:
      return undefined;
  }
}
