import type { Node } from '../../../syntax/index.ts';
import type { MapTerm, Term } from '../../../values/index.ts';
import type { ArgumentTree } from '../arguments.ts';
import type { ExpressionScope } from '../expressions.ts';

/** Something that a module declares: the key that names it, and its body or value. */
export interface Declaration {
  readonly key: Node;
  readonly body: Node;
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
  readonly resources: readonly ResourceDeclaration[];
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, Declaration>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  readonly calls: ReadonlyMap<string, Declaration>;
}

/** How a syntax is read: its bodies and values as terms, in a scope. */
export interface SourceReader {
  /** The arguments and blocks of a body. */
  body(declaration: Declaration, scope: ExpressionScope, schema: ArgumentTree | undefined): MapTerm;
  /** One value. */
  value(declaration: Declaration, scope: ExpressionScope): Term;
  /** A value in which nothing is evaluated: the default of a variable. */
  constant(declaration: Declaration): Term;
}
