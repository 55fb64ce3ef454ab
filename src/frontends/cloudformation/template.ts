import type { Node } from '../../syntax/index.ts';
import type { Condition, World } from '../../values/index.ts';
import { TemplateCondition } from './condition.ts';
import { Evaluator } from './evaluator.ts';
import { expandEntries, type Expansion } from './for-each.ts';
import { Parameter } from './parameter.ts';
import type { StackTree } from './stack-tree.ts';
import { readTransforms, type Transforms } from './transforms.ts';

/** A resource as it stands in its template. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly key: Node;
  readonly node: Node;
  readonly type: string;
  readonly properties: Node | undefined;
  readonly evaluator: Evaluator;
}

export interface Output {
  readonly key: Node;
  readonly value: Node;
  readonly exportName: Node | undefined;
  readonly evaluator: Evaluator;
}

/** The stack resource of another template that this one is deployed by. */
export interface Parent {
  readonly template: Template;
  readonly logicalId: string;
}

/** One template: its sections by name, each read when first asked for. It is the scope that references have. */
export class Template {
  readonly root: Node;
  /** Unique over all templates of the run. */
  readonly id: string;
  readonly path: string;
  readonly tree: StackTree;
  readonly evaluator: Evaluator;
  readonly transforms: Transforms;
  /** Whether there is any loop or transform in it, at the first look. */
  readonly hasMacros: boolean;
  parent: Parent | undefined;
  #parameters: ReadonlyMap<string, Parameter> | undefined;
  #conditions: Map<string, Condition> | undefined;
  #resources: ReadonlyMap<string, TemplateResource> | undefined;
  #outputs: ReadonlyMap<string, Output> | undefined;

  constructor(root: Node, index: number, tree: StackTree) {
    this.root = root;
    this.path = root.document.source.path;
    this.id = index === 0 ? this.path : `${this.path}[${index}]`;
    this.tree = tree;
    this.evaluator = new Evaluator(this);
    this.transforms = readTransforms(root);
    this.hasMacros = /Fn::(?:ForEach|Transform)|!Transform/.test(root.document.text);
  }

  /** The id of the outermost stack that this one is deployed with. */
  get rootId(): string {
    return this.#root().id;
  }

  get parameters(): ReadonlyMap<string, Parameter> {
    return (this.#parameters ??= this.#readParameters());
  }

  get resources(): ReadonlyMap<string, TemplateResource> {
    return (this.#resources ??= this.#readResources());
  }

  get outputs(): ReadonlyMap<string, Output> {
    return (this.#outputs ??= this.#readOutputs());
  }

  /** Whether there may be resources or parameters that cannot be seen. */
  get isOpen(): boolean {
    return this.transforms.extend || ['Resources', 'Parameters'].some((name) => this.section(name).open);
  }

  /** The condition of this name; one that is not defined is open both ways. */
  condition(name: string): Condition {
    const known = (this.#conditions ??= this.#readConditions()).get(name);
    if (known) return known;
    const made = new TemplateCondition(name, undefined, this.evaluator);
    this.#conditions.set(name, made);
    return made;
  }

  /** A mapping by its name. */
  mapping(name: string): Node | undefined {
    const section = this.root.get('Mappings');
    return section?.isMap ? section.get(name) : undefined;
  }

  /** Whether the stack exists in this world: one within another exists with its resource there. */
  exists(world: World): boolean {
    const { parent } = this;
    if (!parent) return true;
    return this.tree.depth.enter(
      () => parent.template.resourceExists(parent.logicalId, world),
      () => true,
    );
  }

  resourceExists(logicalId: string, world: World): boolean {
    const resource = this.resources.get(logicalId);
    const condition = resource?.node.get('Condition');
    if (condition?.isScalar && resource) {
      const name = resource.evaluator.locals?.fill(condition.text) ?? condition.text;
      if (!world.decide(this.condition(name))) return false;
    }
    return this.exists(world);
  }

  /** Entries of a section, loops unrolled; none where it is no map. */
  section(name: string): Expansion {
    const node = this.root.get(name);
    return node?.isMap ? expandEntries(node, this.evaluator) : { entries: [], open: false };
  }

  #root(): Template {
    let template = this as Template;
    for (let hops = 0; template.parent && hops < 16; hops++) template = template.parent.template;
    return template;
  }

  #readParameters(): ReadonlyMap<string, Parameter> {
    const parameters = new Map<string, Parameter>();
    const given = this.parent ? {} : this.tree.settings.parameters;
    for (const { name, value } of this.section('Parameters').entries) {
      const facts = {
        variable: `${this.id}#${name}`,
        given: Object.hasOwn(given, name) ? given[name] : undefined,
        depth: this.tree.depth,
      };
      if (value.isMap) parameters.set(name, new Parameter(name, value, facts));
    }
    return parameters;
  }

  #readConditions(): Map<string, Condition> {
    const conditions = new Map<string, Condition>();
    for (const { name, value, evaluator } of this.section('Conditions').entries) {
      conditions.set(name, new TemplateCondition(name, value, evaluator));
    }
    return conditions;
  }

  #readResources(): ReadonlyMap<string, TemplateResource> {
    const resources = new Map<string, TemplateResource>();
    for (const { name, key, value, evaluator } of this.section('Resources').entries) {
      if (!value.isMap) continue;
      const type = value.get('Type')?.text ?? '';
      resources.set(name, { logicalId: name, key, node: value, type, properties: value.get('Properties'), evaluator });
    }
    return resources;
  }

  #readOutputs(): ReadonlyMap<string, Output> {
    const outputs = new Map<string, Output>();
    for (const { name, key, value: node, evaluator } of this.section('Outputs').entries) {
      const value = node.isMap ? node.get('Value') : undefined;
      if (value) outputs.set(name, { key, value, exportName: node.get('Export')?.get('Name'), evaluator });
    }
    return outputs;
  }
}
