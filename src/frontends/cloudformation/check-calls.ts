import { closest } from '../../domain/closest.ts';
import type { Node } from '../../syntax/index.ts';
import { innerCallOf, textOf, type Call } from './call.ts';
import { CONDITION_FUNCTIONS, EXPECTED, isWellFormed } from './function-forms.ts';
import { ATTRIBUTES } from './generated/attributes.ts';
import type { Teller } from './mistakes.ts';
import { isPseudoParameter, PSEUDO_PARAMETERS } from './pseudo-parameter.ts';
import type { Template, TemplateResource } from './template.ts';
import { mentionsOf, visitWrittenCalls, type Mention } from './visit-calls.ts';

/** Checks the functions of a template: their arguments, and the names that they refer to. */
export class CallCheck {
  readonly #template: Template;
  readonly #isOpen: boolean;
  readonly #conditions: ReadonlySet<string>;
  readonly #mappings: ReadonlySet<string>;
  /** Beginnings of the names of resources that SAM or a module makes. */
  readonly #made: readonly string[];
  readonly #seen = new Set<number>();

  constructor(template: Template) {
    this.#template = template;
    this.#isOpen = template.isOpen;
    this.#conditions = new Set(template.section('Conditions').entries.map(({ name }) => name));
    this.#mappings = new Set(template.section('Mappings').entries.map(({ name }) => name));
    const { sam } = template.transforms;
    this.#made = [...template.resources.values()]
      .filter(({ type }) => type.endsWith('::MODULE') || (sam && type.startsWith('AWS::Serverless::')))
      .map(({ logicalId }) => logicalId);
    if (sam) this.#made = [...this.#made, 'Serverless', 'CodeDeployServiceRole'];
  }

  checkResource(resource: TemplateResource, teller: Teller): void {
    if (resource.evaluator.locals) return;
    const { node } = resource;
    for (const { key, value } of node.entries()) if (!key.text.startsWith('Fn::')) this.#visit(value, teller);
    const condition = node.get('Condition');
    if (condition?.isScalar) this.#condition(condition, teller);
    const dependsOn = node.get('DependsOn');
    const names = dependsOn?.isList ? [...dependsOn.items()] : dependsOn ? [dependsOn] : [];
    for (const name of names) {
      if (name.isScalar) this.#resource({ name: name.text, attribute: '', node: name }, teller);
    }
  }

  /** `Conditions` and `Outputs`. */
  checkSections(teller: Teller): void {
    for (const section of ['Conditions', 'Outputs']) {
      for (const { value, evaluator } of this.#template.section(section).entries) {
        if (evaluator.locals) continue;
        this.#visit(value, teller);
        const condition = section === 'Outputs' ? value.get('Condition') : undefined;
        if (condition?.isScalar) this.#condition(condition, teller);
        if (section === 'Conditions') this.#conditionsIn(value, teller);
      }
    }
  }

  /** `{ Condition: Name }` within conditions, in its long form. */
  #conditionsIn(node: Node, teller: Teller): void {
    const name = node.isMap ? node.get('Condition') : undefined;
    if (name?.isScalar) this.#condition(name, teller);
    if (node.isMap) for (const { value } of node.ownEntries()) this.#conditionsIn(value, teller);
    if (node.isList) for (const item of node.items()) this.#conditionsIn(item, teller);
  }

  #visit(node: Node, teller: Teller): void {
    visitWrittenCalls(node, (call) => this.#call(call, teller));
  }

  #call(call: Call, teller: Teller): void {
    // What an alias stands for is visited once.
    const { argument, name } = call;
    if (this.#seen.has(argument.index)) return;
    this.#seen.add(argument.index);
    const expected = EXPECTED.get(name);
    if (expected === undefined) {
      const nearest = closest(name, [...EXPECTED.keys(), ...CONDITION_FUNCTIONS]);
      if (!CONDITION_FUNCTIONS.includes(name) && nearest !== undefined) this.#misspelt(call, nearest, teller);
      return;
    }
    if (!isWellFormed(call)) {
      teller.wrongType(argument, name, expected);
      return;
    }
    for (const mention of mentionsOf(call)) {
      if (mention.attribute === undefined && call.name !== 'Fn::GetAtt') this.#name(mention, teller);
      else this.#resource(mention, teller);
    }
    const first = argument.isList ? [...argument.items()][0] : undefined;
    if (name === 'Fn::If' && first?.isScalar) this.#condition(first, teller);
    if (name === 'Condition' && !innerCallOf(call) && textOf(call) !== undefined) this.#condition(argument, teller);
    if (name === 'Fn::FindInMap' && first?.isScalar && first.tag === undefined) this.#mapping(first, teller);
  }

  #misspelt(call: Call, nearest: string, teller: Teller): void {
    const [key] = call.isShort ? [call.node] : [...call.node.ownEntries()].map((entry) => entry.key);
    if (key) teller.misspelt(key, call.name, nearest);
  }

  #name(mention: Mention, teller: Teller): void {
    const { name, node } = mention;
    const { parameters, resources } = this.#template;
    if (parameters.has(name) || resources.has(name) || isPseudoParameter(name) || this.#mayBeMade(name)) return;
    const names = name.startsWith('AWS::') ? PSEUDO_PARAMETERS : [...parameters.keys(), ...resources.keys()];
    teller.unresolved(node, name, closest(name, names));
  }

  #resource({ name, attribute, node }: Mention, teller: Teller): void {
    const { resources } = this.#template;
    const resource = resources.get(name);
    if (resource) {
      if (attribute) this.#attribute(resource, attribute, node, teller);
    } else if (!this.#mayBeMade(name)) teller.unresolved(node, name, closest(name, resources.keys()));
  }

  /** Only a misspelling is certain: the list of attributes may be behind. */
  #attribute({ type, logicalId }: TemplateResource, attribute: string, node: Node, teller: Teller): void {
    const known = Object.hasOwn(ATTRIBUTES, type) ? Object.keys(ATTRIBUTES[type]?.attributes ?? {}) : [];
    const nearest = known.includes(attribute) ? undefined : closest(attribute, known);
    if (nearest !== undefined) teller.unresolved(node, `${logicalId}.${attribute}`, `${logicalId}.${nearest}`);
  }

  #condition(node: Node, teller: Teller): void {
    const name = node.text;
    if (this.#conditions.has(name) || this.#template.transforms.extend || this.#template.section('Conditions').open)
      return;
    teller.unresolved(node, name, closest(name, this.#conditions));
  }

  #mapping(node: Node, teller: Teller): void {
    const open = this.#template.transforms.extend || this.#template.section('Mappings').open;
    if (!open && !this.#mappings.has(node.text)) teller.unresolved(node, node.text, closest(node.text, this.#mappings));
  }

  /** Whether a transform may make what has this name. */
  #mayBeMade(name: string): boolean {
    return this.#isOpen || this.#made.some((beginning) => name.startsWith(beginning));
  }
}
