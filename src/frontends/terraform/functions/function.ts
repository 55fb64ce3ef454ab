import type { Budget } from '../budget.ts';
import type { MapTerm, Origin, SettledTerm, Term } from '../../../values/index.ts';

/**
 * One function of Terraform's language. Arguments are settled at the top; what lies deeper is settled on demand.
 * Never throws, but for what `settle` throws where there is no world yet (see `callFunction`).
 */
export type TerraformFunction = (args: readonly SettledTerm[], call: FunctionCall) => Term;

/** A text outside the configuration that a function reads. */
export interface FileText {
  readonly text: string;
  readonly place: Origin;
}

/** What a function knows besides its arguments. */
export interface FunctionCall {
  /** As the user wrote it, for reasons. */
  readonly name: string;
  /** Where the call stands; the place of what it makes. A function gets it with the hops and secrecy of its arguments. */
  readonly place: Origin;
  readonly budget: Budget;
  settle(term: Term): SettledTerm;
  /** Reads a file inside the root, by the path as it is given; undefined when it is not in the tree. */
  readFile?(path: string): FileText | undefined;
  /** Names of what is in a folder inside the root; none where it is not in the tree. */
  listFiles?(folder: string): readonly string[];
  /** Renders a template with these variables: for `templatefile` and `templatestring`. */
  render?(template: FileText, variables: MapTerm): Term;
}
