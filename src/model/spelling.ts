import type { ListTerm, MapTerm, ScalarTerm, Term } from '../values/index.ts';

/** How a format writes the model: its names, and where its structure differs from the API's. */
export interface Spelling {
  /** The name of a shape's field in this format: `hostPort`, `HostPort`, `host_port`. */
  word(shape: string, field: string): string;
  /**
   * Reads a field whose structure differs from the API's out of its owner; undefined for fields that do not.
   * The result may be synthetic, but its parts keep the origins of what the user wrote.
   */
  structure?(shape: string, field: string): ((owner: MapTerm) => Term | undefined) | undefined;
  /** Is this a further name that the format takes in a shape's map: an output, an argument of the provider's own? */
  accepts?(shape: string, word: string): boolean;
  /** Reads the text of a field that holds a document (`policyText`, `container_definitions`). */
  embedded?(text: ScalarTerm): Term | undefined;
  /** Writes out the text of a document that the configuration encodes by itself (`jsonencode`). */
  encoded?(document: MapTerm | ListTerm): Term;
  /** The spelling inside an embedded document, where it is another one. */
  readonly inside?: Spelling;
  /** True where `"256"` serves as a number, `"true"` as a boolean and a number as text. */
  readonly coerces: boolean;
  /** True where a nested block is a list of one (Terraform). */
  readonly blocks: boolean;
}

/** The API's own spelling: every field under its own name, every type as it should be. */
export const apiSpelling: Spelling = { word: (_shape, field) => field, coerces: false, blocks: false };
