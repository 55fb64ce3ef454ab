import type { Node } from '../../../syntax/index.ts';

/** The key of an instance: of `count`, of `for_each`, or none. */
export type InstanceKey = string | number | undefined;

/** What a plan settles of the configuration that it was made of. */
export interface PlannedFacts {
  /** The value of a variable of the root module, as JSON. */
  variable(name: string): Node | undefined;
  /** Keys of the instances of a resource; `module` is the address of its module. Undefined where the plan has none. */
  resourceKeys(module: string, type: string, name: string): readonly InstanceKey[] | undefined;
  /** The same of a module that a module calls. */
  callKeys(module: string, call: string): readonly InstanceKey[] | undefined;
  /**
   * What it knows of an attribute of a resource or a data source, by full address, where that is no secret: a scalar, or a
   * list of such.
   */
  attribute(address: string, name: string): Node | undefined;
}
