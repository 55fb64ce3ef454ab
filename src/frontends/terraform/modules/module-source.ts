import { attributeOf, NODE, type Entry, type Node } from '../../../syntax/index.ts';
import type { MapTerm, Term } from '../../../values/index.ts';
import type { ArgumentTree } from '../arguments.ts';
import type { Scope } from '../hcl/scope.ts';

/** Something that a module declares: the key that names it, and its body or value. */
export interface Declaration {
  readonly key: Node;
  readonly body: Node;
  /** Bodies of override files, the last of which counts most. */
  readonly overrides?: readonly Node[];
}

export interface ResourceDeclaration extends Declaration {
  readonly type: string;
  readonly name: string;
  /** Shown beside the address: the construct path that CDK for Terraform leaves. */
  readonly alias: string | undefined;
}

/** All files of one folder, whatever their syntax: what they declare, by name. */
export interface ModuleSource {
  /** Folder of the files; with the stack's name where several root modules share a folder. */
  readonly id: string;
  readonly folder: string;
  /** The files' own texts, to be looked through for conditions. */
  readonly roots: readonly Node[];
  readonly resources: readonly ResourceDeclaration[];
  readonly data: readonly ResourceDeclaration[];
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, Declaration>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  readonly calls: ReadonlyMap<string, Declaration>;
  readonly providers: readonly Declaration[];
  /** What `terraform.tfvars` and `*.auto.tfvars` set where this is the root module. */
  readonly values: ReadonlyMap<string, Declaration>;
}

/** How a syntax is read: its bodies and values as terms, in a scope. */
export interface SourceReader {
  /** The arguments and blocks of a body. */
  body(declaration: Declaration, scope: Scope, schema: ArgumentTree | undefined): MapTerm;
  /** One value. */
  value(declaration: Declaration, scope: Scope): Term;
  /** The type constraint of a variable, as an expression; undefined where there is none that can be read. */
  type(declaration: Declaration): Node | undefined;
  /** What `depends_on` names: `aws_lb.web`, `module.net`. */
  dependencies(declaration: Declaration): readonly string[];
}

/** An argument of a body as it is written; of one that is written twice, the last. */
export function argumentOf({ body, overrides = [] }: Declaration, name: string): Entry | undefined {
  for (let index = overrides.length - 1; index >= 0; index--) {
    const override = overrides[index];
    const found = override && writtenIn(override, name);
    if (found) return found;
  }
  return writtenIn(body, name);
}

function writtenIn(body: Node, name: string): Entry | undefined {
  if (body.kind !== NODE.body) return body.entry(name);
  const attribute = attributeOf(body, name);
  return attribute && { key: attribute.name, value: attribute.value };
}

/** The text of an argument that must be written out, such as the source of a module. */
export function literalOf(declaration: Declaration, name: string): string | undefined {
  const value = argumentOf(declaration, name)?.value;
  return value?.isScalar ? value.text : undefined;
}
