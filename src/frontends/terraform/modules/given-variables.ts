import { NODE, parseHcl, parseJson } from '../../../syntax/index.ts';
import type { LowerSettings } from '../../frontend.ts';
import { takeHclValues } from '../hcl/take.ts';
import { takeJsonValues } from '../tf-json/take.ts';
import type { Declaration } from './module-source.ts';

/** What the user gives to variables of root modules for this run. */
export interface GivenVariables {
  /** From files in the form of `.tfvars`. */
  readonly declared: ReadonlyMap<string, Declaration>;
  /** By themselves; these count most. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads what the user gives. A file that cannot be read in part gives the rest. */
export function givenVariables({ variables = {}, variableFiles = [] }: Partial<LowerSettings>): GivenVariables {
  const declared = new Map<string, Declaration>();
  for (const source of variableFiles) {
    const { root } = /^\s*\{/.test(source.text) ? parseJson(source) : parseHcl(source);
    if (root) (root.kind === NODE.body ? takeHclValues : takeJsonValues)(root, declared);
  }
  return { declared, texts: new Map(Object.entries(variables)) };
}
