import { NodeOrigin, type Dialect, type Node } from '../../syntax/index.ts';
import type { Origin, Term } from '../../values/index.ts';
import { NodeList, scalarTerm } from '../node-terms.ts';
import { callOf, innerCallOf, type Call } from './call.ts';
import { textTerm, unknownTerm } from './computed.ts';
import { hasDynamicReference } from './dynamic-reference.ts';
import { INTRINSICS } from './intrinsics/index.ts';
import type { Locals } from './locals.ts';
import { TemplateMap } from './template-map.ts';
import { TemplateOrigin } from './template-origin.ts';
import type { Template } from './template.ts';
import { textOfParts } from './texts.ts';

/** Makes terms of the nodes of one template, within the loops around them. */
export class Evaluator {
  readonly template: Template;
  readonly locals: Locals | undefined;
  readonly #dialect: Dialect;

  constructor(template: Template, locals?: Locals) {
    this.template = template;
    this.locals = locals;
    this.#dialect = template.root.document.syntax === 'json' ? 'json' : 'yaml-1.1';
  }

  /** The same template, inside one more loop. */
  within(locals: Locals): Evaluator {
    return new Evaluator(this.template, locals);
  }

  /** The term of a node that stands in a map, under its key, or in a list. */
  readonly evaluate = (node: Node, key?: Node): Term => {
    const call = callOf(node);
    return call ? this.#apply(call, key, this.locals !== undefined) : this.#plain(node, key, this.locals !== undefined);
  };

  /** The term of a node that stands in the argument of a function, in place of the value under this key. */
  inside(node: Node, key?: Node): Term {
    const call = callOf(node);
    return call ? this.#apply(call, key, true) : this.#plain(node, key, true);
  }

  /** What a function is given, as a value. */
  argument(call: Call): Term {
    const inner = innerCallOf(call);
    return inner ? this.#apply(inner, undefined, true) : this.#plain(call.argument, undefined, true);
  }

  #apply(call: Call, key: Node | undefined, fixed: boolean): Term {
    const origin = new TemplateOrigin(call.node, key, { computed: true, fixed });
    const intrinsic = INTRINSICS.get(call.name);
    return intrinsic ? intrinsic(call, origin, this) : unknownTerm(`the result of '${call.name}'`, origin);
  }

  #plain(node: Node, key: Node | undefined, fixed: boolean): Term {
    const origin: Origin = fixed ? new TemplateOrigin(node, key, { fixed }) : new NodeOrigin(node, key);
    if (node.isMap) return new TemplateMap(node, origin, this);
    if (node.isList) return new NodeList(node, origin, this.evaluate, this.template.transforms.rewrite);
    const { raw } = node;
    if (!raw.includes('{')) return scalarTerm(node, this.#dialect, origin);
    const text = this.locals?.fill(node.text) ?? node.text;
    if (hasDynamicReference(text)) return textOfParts([text], new TemplateOrigin(node, key, { fixed }));
    return text === node.text ? scalarTerm(node, this.#dialect, origin) : textTerm(text, origin);
  }
}
