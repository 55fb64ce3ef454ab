import type { Node } from '../../../syntax/index.ts';
import { hasConditionsIn } from './conditions-in.ts';
import type { Declaration, ModuleSource, ResourceDeclaration } from './module-source.ts';

/** What is asked about the module around: is what a call passes under this name conditional? */
export type PassedConditionally = (variable: string) => boolean;

const NAMED = /\b(?:(var|local|module|terraform|data\s*\.\s*\w+|[a-z]\w*))\s*\.\s*([\p{L}_][\p{L}\p{N}_-]*)/gu;

/** Names that are followed, one through another. */
const DEEPEST = 200;

/**
 * Tells which declarations of one module hold a value that depends on a condition: those with a condition of their own, and
 * those that name others which do. Decided on the text, so a mention in a comment counts as well.
 */
export class Dependence {
  readonly #source: ModuleSource;
  readonly #isVariable: PassedConditionally;
  readonly #isCallee: (name: string) => boolean;
  readonly #known = new Map<string, boolean>();
  #depth = 0;
  #declared: ReadonlyMap<string, ResourceDeclaration> | undefined;

  /** `isCallee`: may what a call of this name gives depend on conditions of the module that is called? */
  constructor(source: ModuleSource, isVariable: PassedConditionally, isCallee: (name: string) => boolean) {
    this.#source = source;
    this.#isVariable = isVariable;
    this.#isCallee = isCallee;
  }

  /** May anything that is written here depend on a condition? */
  isConditional({ body, overrides = [] }: Declaration): boolean {
    return [body, ...overrides].some((node) => this.#isConditionalText(node));
  }

  #isConditionalText(node: Node): boolean {
    if (hasConditionsIn(node)) return true;
    for (const [, root = '', name = ''] of node.raw.matchAll(NAMED)) if (this.#isName(root, name)) return true;
    return false;
  }

  #isName(root: string, name: string): boolean {
    const id = `${root} ${name}`;
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    // At the end of a chain that is too long there may be anything.
    if (this.#depth >= DEEPEST) return true;
    // One that leads back to itself depends on what else it names.
    this.#known.set(id, false);
    this.#depth++;
    const found = this.#find(root, name);
    this.#depth--;
    this.#known.set(id, found);
    return found;
  }

  #find(root: string, name: string): boolean {
    switch (root) {
      case 'var':
        return this.#isVariable(name);
      case 'terraform':
        return name === 'workspace';
      case 'local': {
        const local = this.#source.locals.get(name);
        return local !== undefined && this.isConditional(local);
      }
      case 'module': {
        const call = this.#source.calls.get(name);
        return call !== undefined && (this.#isCallee(name) || this.isConditional(call));
      }
      default: {
        this.#declared ??= new Map([
          ...this.#source.resources.map((each) => [`${each.type} ${each.name}`, each] as const),
          ...this.#source.data.map((each) => [`data.${each.type} ${each.name}`, each] as const),
        ]);
        const declared = this.#declared.get(`${root.replace(/\s/g, '')} ${name}`);
        return declared !== undefined && this.isConditional(declared);
      }
    }
  }
}
