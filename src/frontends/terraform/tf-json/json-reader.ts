import { looksEmbedded, NODE, parseEmbedded, parseJson, type Node, type OffsetMap } from '../../../syntax/index.ts';
import type { ListTerm, MapTerm, Origin, ScalarTerm, Term, UnknownTerm } from '../../../values/index.ts';
import { NodeList, plainTerm } from '../../node-terms.ts';
import { argumentIn, type ArgumentTree } from '../arguments.ts';
import { evaluateExpression, unevaluated, type ExpressionScope } from '../expressions.ts';
import type { SourceReader } from '../modules/module-source.ts';
import { SourcePlace } from '../source-place.ts';
import { isTemplate, splitTemplate, type TemplatePart } from '../template-text.ts';
import { JsonBody } from './json-body.ts';

type Schema = string | ArgumentTree | undefined;

/** Reads `.tf.json`: every string is a template. Source: Terraform, "JSON Configuration Syntax". */
export const jsonReader: SourceReader = {
  body: ({ body, key }, scope, schema) => bodyTerm(body, new SourcePlace(body, key), scope, schema),
  value: ({ body, key }, scope) => valueTerm(body, key, scope, undefined),
  constant: ({ body, key }) => constantTerm(body, key),
};

/** The value of a node: maps and lists when they are asked for, strings as templates. */
export function valueTerm(node: Node, key: Node | undefined, scope: ExpressionScope, schema: Schema): Term {
  const place = new SourcePlace(node, key);
  if (node.isMap) return bodyTerm(node, place, scope, schema);
  if (node.isList) return new NodeList(node, place, (item) => valueTerm(item, undefined, scope, schema));
  if (node.kind !== NODE.double) return literal(node, place);
  const { text } = node;
  return isTemplate(text) ? templateTerm(node, text, place, scope) : literal(node, place);
}

/** What a text that holds a document holds; undefined when it is worked out, for then it is written elsewhere. */
export function openDocument(text: ScalarTerm): Term | undefined {
  const place = text.origin;
  if (!(place instanceof SourcePlace) || place.computed) return undefined;
  const document = parseEmbedded(place.node, 'json');
  const root = document.faults.length === 0 ? document.root : undefined;
  return root && (root.isMap || root.isList) ? asInner(constantTerm(root, undefined)) : undefined;
}

function bodyTerm(node: Node, place: SourcePlace, scope: ExpressionScope, schema: Schema): MapTerm {
  const tree = typeof schema === 'object' ? schema : undefined;
  return new JsonBody(node, place, tree !== undefined, {
    value: (value, key, name) => valueTerm(value, key, scope, argumentIn(tree, name)),
    key: (text) => keyText(text, scope, place),
  });
}

const plain = plainTerm('json');

function constantTerm(node: Node, key: Node | undefined): Term {
  if (node.isScalar) return literal(node, new SourcePlace(node, key));
  return plain(node, key);
}

function literal(node: Node, origin: SourcePlace): ScalarTerm {
  return { state: 'scalar', value: node.scalar('json') ?? null, text: node.text, origin };
}

/** A key is a template too; undefined when it is not known. */
function keyText(text: string, scope: ExpressionScope, place: SourcePlace): string | undefined {
  const parts = splitTemplate(text);
  const term = parts && joinParts(parts, scope, place);
  return term?.state === 'scalar' && term.value !== null ? term.text : undefined;
}

/**
 * A string with expressions. One that is an expression alone has its value and type. One that holds a document with
 * expressions in its strings, as `container_definitions` often does, is that document.
 */
function templateTerm(node: Node, text: string, place: SourcePlace, scope: ExpressionScope): Term {
  if (looksEmbedded(node)) {
    const document = parseEmbedded(node, 'json');
    const root = document.faults.length === 0 ? document.root : undefined;
    if (root && (root.isMap || root.isList)) return asInner(valueTerm(root, undefined, scope, undefined));
  }
  const parts = splitTemplate(text);
  if (!parts) return unevaluated(text, computed(place));
  const [only, second] = parts;
  if (only?.is === 'expression' && !second) {
    const json = (start: number, end: number): Term | undefined =>
      innerJson(node, only.start + start, only.start + end);
    return evaluateExpression({ text: only.text, place: computed(place), json }, scope);
  }
  return joinParts(parts, scope, place);
}

/** Characters and unknown parts of a joined text; beyond, texts made of texts would fill the memory. */
const LONGEST = 100_000;
const MOST_PARTS = 100;

function joinParts(parts: readonly TemplatePart[], scope: ExpressionScope, place: SourcePlace): Term {
  const origin = computed(place);
  const pieces: (string | UnknownTerm)[] = [];
  const vias: Origin['via'][number][] = [];
  let sensitive = false;
  let length = 0;
  for (const part of parts) {
    const term: Term =
      part.is === 'text'
        ? { state: 'scalar', value: part.text, text: part.text, origin }
        : evaluateExpression({ text: part.text, place: origin, json: () => undefined }, scope);
    const piece = pieceOf(term);
    sensitive ||= part.is === 'expression' && term.origin.sensitive === true;
    if (part.is === 'expression') vias.push(...term.origin.via);
    for (const each of piece) {
      const last = pieces.at(-1);
      length += typeof each === 'string' ? each.length : 1;
      if (typeof each === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + each;
      else pieces.push(each);
    }
    if (length > LONGEST || pieces.length > MOST_PARTS)
      return { state: 'unknown', reason: 'a text that is too long', written: true, origin };
  }
  const at = place.with(vias, sensitive);
  const [only, second] = pieces;
  if (pieces.length === 0 || (typeof only === 'string' && second === undefined)) {
    const value = typeof only === 'string' ? only : '';
    return { state: 'scalar', value, text: value, origin: at };
  }
  return { state: 'template', parts: pieces, origin: at };
}

function pieceOf(term: Term): readonly (string | UnknownTerm)[] {
  switch (term.state) {
    case 'scalar':
      return [term.value === null ? '' : term.text];
    case 'template':
      return term.parts;
    case 'unknown':
      return [{ ...term, written: true }];
    default:
      return [{ state: 'unknown', reason: 'something that is not text', written: true, origin: term.origin }];
  }
}

/** The argument of `jsonencode` where it is JSON itself; offsets are those in the text of the string. */
function innerJson(node: Node, start: number, end: number): Term | undefined {
  const text = node.text.slice(start, end);
  if (isTemplate(text) || !/^\s*[[{]/.test(text)) return undefined;
  const around = parseEmbedded(node, 'json').offsets;
  if (!around) return undefined;
  const offsets: OffsetMap = {
    outer: (offset) => around.outer(start + offset),
    encode: (inner) => around.encode(inner),
  };
  const document = parseJson(node.document.source, { text, offsets });
  const root = document.faults.length === 0 ? document.root : undefined;
  return root && asInner(constantTerm(root, undefined));
}

function computed(place: SourcePlace): SourcePlace {
  return place.with([], false);
}

/** The content of a document is spelled as the API has it. */
function asInner(term: Term): Term {
  if (term.state === 'map') {
    return {
      state: 'map',
      inner: true,
      open: term.open,
      origin: term.origin,
      get: (name) => term.get(name),
      entries: () => term.entries(),
    };
  }
  if (term.state !== 'list') return term;
  const list: ListTerm = {
    state: 'list',
    inner: true,
    open: term.open,
    origin: term.origin,
    items: () => term.items(),
  };
  return list;
}
