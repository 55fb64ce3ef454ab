import type { Node } from '../../../syntax/index.ts';
import type { Declaration, ModuleSource, ResourceDeclaration } from './module-source.ts';

/** A module in the making: what its files declare, one after another. */
export class Gathered implements ModuleSource {
  readonly id: string;
  readonly folder: string;
  readonly roots: Node[] = [];
  readonly resources: ResourceDeclaration[] = [];
  readonly data: ResourceDeclaration[] = [];
  readonly variables = new Map<string, Declaration>();
  readonly locals = new Map<string, Declaration>();
  readonly outputs = new Map<string, Declaration>();
  readonly calls = new Map<string, Declaration>();
  readonly providers: Declaration[] = [];
  readonly values = new Map<string, Declaration>();

  constructor(id: string, folder: string) {
    this.id = id;
    this.folder = folder;
  }

  /** Adds a resource or a data source; one from an override file goes over the one that it names. */
  addResource(to: ResourceDeclaration[], declaration: ResourceDeclaration, isOverride: boolean): void {
    const { type, name, body } = declaration;
    const at = isOverride ? to.findIndex((each) => each.type === type && each.name === name) : -1;
    const over = to[at];
    if (over) to[at] = { ...over, overrides: [...(over.overrides ?? []), body] };
    else to.push(declaration);
  }

  /** Adds what is known by its name; of two with one name the later counts, unless it comes from an override file. */
  add(to: Map<string, Declaration>, name: string, declaration: Declaration, isOverride: boolean): void {
    const over = isOverride ? to.get(name) : undefined;
    to.set(name, over ? { ...over, overrides: [...(over.overrides ?? []), declaration.body] } : declaration);
  }
}

/** Files whose blocks change those of the others. Source: Terraform, "Override Files". */
export function isOverride(path: string): boolean {
  return /(?:^|[/_])override\.(?:tf|tofu)(?:\.json)?$/.test(path);
}
