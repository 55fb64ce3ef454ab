import type { Node } from '../../syntax/index.ts';
import type { Hop, SettledTerm, Term, World } from '../../values/index.ts';
import { settle } from '../../values/index.ts';
import { Deferred, listTerm, movedTerm, textTerm, unknownTerm, type Depth } from './computed.ts';
import type { Evaluator } from './evaluator.ts';
import type { TemplateOrigin } from './template-origin.ts';
import { nodeText, splitText } from './texts.ts';

/** What a parent stack hands to a parameter of a nested one. */
export interface Argument {
  readonly node: Node;
  readonly evaluator: Evaluator;
  readonly note: string;
}

/** A parameter of a template. */
export class Parameter {
  readonly name: string;
  /** Identity for decisions, unique over all files. */
  readonly variable: string;
  readonly isSensitive: boolean;
  /** Its value is a name in Parameter Store, and what a reference gives is stored there. */
  readonly isStored: boolean;
  readonly #isList: boolean;
  readonly #default: Node | undefined;
  readonly #allowed: readonly Node[] | undefined;
  /** Set by the user for this run. */
  readonly given: string | undefined;
  readonly #depth: Depth;
  /** Set by the parent stack, where there is exactly one. */
  argument: Argument | undefined;

  constructor(name: string, definition: Node, facts: { variable: string; given: string | undefined; depth: Depth }) {
    this.name = name;
    this.variable = facts.variable;
    this.given = facts.given;
    this.#depth = facts.depth;
    const type = definition.get('Type')?.text ?? 'String';
    this.isStored = type.startsWith('AWS::SSM::Parameter::Value');
    this.#isList = type === 'CommaDelimitedList' || type.startsWith('List<');
    this.isSensitive =
      definition.get('NoEcho')?.scalar('yaml-1.1') === true || definition.get('NoEcho')?.text === 'true';
    const fallback = definition.get('Default');
    this.#default = fallback?.isScalar ? fallback : undefined;
    const allowed = definition.get('AllowedValues');
    if (allowed?.isList) this.#allowed = [...allowed.items()];
  }

  /** The value of a deployment with nothing set; undefined where that is not known. */
  get likely(): string | undefined {
    if (this.isStored) return undefined;
    return this.#default ? nodeText(this.#default) : undefined;
  }

  /** All values that it can have. */
  get domain(): readonly string[] | undefined {
    if (this.isStored || !this.#allowed?.every((value) => value.isScalar)) return undefined;
    return [...new Set(this.#allowed.map(nodeText))];
  }

  /** What a reference to it gives, at the place of the reference. */
  term(origin: TemplateOrigin): Term {
    const place = this.isSensitive ? origin.with([], true) : origin;
    const { given, argument } = this;
    if (given !== undefined && !this.isStored) return this.#typed(textTerm(given, place), place);
    return new Deferred(place, this.#depth, (world) =>
      argument ? this.#handedOver(argument, place, world) : this.#inWorld(place, world),
    );
  }

  #handedOver(argument: Argument, place: TemplateOrigin, world: World): Term {
    const { node, evaluator, note } = argument;
    const hop = { span: node.span, note };
    if (this.isStored) return this.#stored(place);
    return this.#typed(movedTerm(settle(evaluator.evaluate(node), world), place, hop), place);
  }

  #inWorld(place: TemplateOrigin, world: World): Term {
    const fixed = world.valueOf(this.variable);
    if (fixed !== undefined) {
      const hop = fixed === this.likely ? this.#defaultHop() : undefined;
      return this.#typed(textTerm(fixed, hop ? place.through(hop) : place), place);
    }
    if (this.isStored) return this.#stored(place);
    const hop = this.#defaultHop();
    if (this.#default && hop) {
      const text = nodeText(this.#default);
      if (!world.excludes(this.variable, text))
        return this.#typed(this.#scalar(this.#default, place.through(hop)), place);
    }
    const [only, ...more] = (this.domain ?? []).filter((value) => !world.excludes(this.variable, value));
    if (only !== undefined && more.length === 0) {
      const node = this.#allowed?.find((value) => nodeText(value) === only);
      const hops = node ? [{ span: node.span, note: `The only value that parameter '${this.name}' can have.` }] : [];
      return this.#typed(textTerm(only, place.with(hops, false)), place);
    }
    const why = this.#default ? 'which is not its default here' : 'which has no default';
    return unknownTerm(`parameter '${this.name}', ${why}`, place);
  }

  #stored(place: TemplateOrigin): SettledTerm {
    return unknownTerm(`parameter '${this.name}', which is read from SSM Parameter Store`, place);
  }

  #defaultHop(): Hop | undefined {
    return this.#default && { span: this.#default.span, note: `Default of parameter '${this.name}'.` };
  }

  /** The default keeps what was written: `1.30` and `0022` stay themselves. */
  #scalar(node: Node, place: TemplateOrigin): SettledTerm {
    const value = node.scalar(node.document.syntax === 'json' ? 'json' : 'yaml-1.1') ?? null;
    return { state: 'scalar', value: value ?? '', text: node.text, origin: place };
  }

  #typed(term: SettledTerm, place: TemplateOrigin): SettledTerm {
    if (!this.#isList || term.state === 'list') return term;
    // Whether an empty default is a list of nothing or of an empty text depends on who reads it.
    if (term.state === 'scalar' && term.text.trim() === '') return listTerm([], term.origin, true);
    const list = splitText(term, ',', place.with(term.origin.via, false));
    if (list.state !== 'list') return list;
    const items = [...list.items()].map((item) =>
      item.state === 'scalar' && typeof item.value === 'string' ? textTerm(item.value.trim(), item.origin) : item,
    );
    return listTerm(items, list.origin, list.open);
  }
}
