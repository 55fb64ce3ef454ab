import {
  innerOf,
  looksEmbedded,
  NODE,
  parseEmbedded,
  parseHclExpression,
  parseHclTemplate,
  partsOf,
  type Document,
  type Node,
} from '../../../syntax/index.ts';
import type { MapTerm, Term } from '../../../values/index.ts';
import { NodeList } from '../../node-terms.ts';
import { argumentIn, type ArgumentTree } from '../arguments.ts';
import { labelOf } from '../hcl/condition.ts';
import { blocksForEach, joinedBlocks } from '../hcl/dynamic-blocks.ts';
import { asInner } from '../hcl/partial-document.ts';
import type { Scope } from '../hcl/scope.ts';
import { evaluateTemplate } from '../hcl/templates.ts';
import { listTerm, textIn, unknownTerm } from '../hcl/terms.ts';
import { argumentOf, type SourceReader } from '../modules/module-source.ts';
import { relocate } from '../modules/relocate.ts';
import { SourcePlace } from '../source-place.ts';
import { JsonBody } from './json-body.ts';

type Schema = string | ArgumentTree | undefined;

/** Reads `.tf.json`: every string is a template. Source: Terraform, "JSON Configuration Syntax". */
export const jsonReader: SourceReader = {
  body: ({ body, key }, scope, schema) => bodyTerm(body, new SourcePlace(body, key, { via: scope.via }), scope, schema),
  value: ({ body, key }, scope) => valueTerm(body, key, scope, undefined),
  type(declaration) {
    const node = argumentOf(declaration, 'type')?.value;
    return node?.isScalar ? parseHclExpression(node.document.source, innerOf(node)).root : undefined;
  },
  dependencies({ body }) {
    const list = body.get('depends_on');
    return list ? [...list.items()].map((item) => item.text) : [];
  },
};

/** The value of a node: maps and lists when they are asked for, strings as templates. */
function valueTerm(node: Node, key: Node | undefined, scope: Scope, schema: Schema): Term {
  const place = new SourcePlace(node, key, { via: scope.via });
  if (node.isMap) return bodyTerm(node, place, scope, schema);
  if (node.isList) return new NodeList(node, place, (item) => valueTerm(item, undefined, scope, schema));
  if (node.kind !== NODE.double || !isTemplate(node.text)) {
    return { state: 'scalar', value: node.scalar('json') ?? null, text: node.text, origin: place };
  }
  return scope.budget.enter(() => templateTerm(node, place, scope), place);
}

function bodyTerm(node: Node, place: SourcePlace, scope: Scope, schema: Schema): MapTerm {
  const tree = typeof schema === 'object' ? schema : undefined;
  return new JsonBody(node, place, tree !== undefined, {
    value: (value, key, name) => valueTerm(value, key, scope, argumentIn(tree, name)),
    // A key is a template too.
    key: (key) => textIn(templateTerm(key, place, scope)),
    generated: (dynamic, key) => dynamicTerm(dynamic, key, scope, argumentIn(tree, key.text)),
    joined: (lists) => joinedBlocks(lists, lists[0]?.origin ?? place, scope),
  });
}

/** `{ "for_each": …, "iterator": …, "content": { … } }`. */
function dynamicTerm(dynamic: Node, key: Node, scope: Scope, schema: Schema): Term {
  const content = dynamic.get('content');
  const forEach = dynamic.entry('for_each');
  const place = new SourcePlace(content ?? dynamic, key, { via: scope.via, computed: true });
  if (!content?.isMap || !forEach) return listTerm([], place, true);
  const iterator = dynamic.get('iterator')?.text ?? key.text;
  const each = valueTerm(forEach.value, forEach.key, scope, undefined);
  return blocksForEach(each, iterator, place, scope, (inner) => bodyTerm(content, place, inner, schema));
}

/** Does the text hold anything that is not to be taken as it stands? */
function isTemplate(text: string): boolean {
  return text.includes('${') || text.includes('%{');
}

/**
 * A string with expressions. One that is an expression alone has its value and type. One that holds a document with
 * expressions in its strings, as `container_definitions` often does, is that document.
 */
function templateTerm(node: Node, place: SourcePlace, scope: Scope): Term {
  const { text } = node;
  if (looksEmbedded(node)) {
    const embedded = parseEmbedded(node, 'json');
    const root = embedded.faults.length === 0 ? embedded.root : undefined;
    if (root && (root.isMap || root.isList)) return asInner(valueTerm(root, undefined, scope, undefined));
  }
  const computed = place.with([], false);
  const template = templateIn(node).root;
  if (!template) return unknownTerm(`the expression '${labelOf(text)}'`, computed);
  return relocate(evaluateTemplate(partsOf(template), { scope, place: computed }), computed);
}

const templates = new WeakMap<Document, Map<number, Document>>();

/** A string as a template, read once. */
function templateIn(node: Node): Document {
  let known = templates.get(node.document);
  if (!known) templates.set(node.document, (known = new Map<number, Document>()));
  let template = known.get(node.index);
  if (!template) known.set(node.index, (template = parseHclTemplate(node.document.source, innerOf(node))));
  return template;
}
