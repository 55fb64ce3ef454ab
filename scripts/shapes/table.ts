/** A shape table before printing; the form of src/model/shape.ts, with where it came from. */
export interface Table {
  readonly name: string;
  readonly source: string;
  readonly shapes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly enums: Readonly<Record<string, readonly string[]>>;
  readonly open: readonly string[];
  /** Shape -> field -> its name in the vendor's API. */
  readonly apiNames: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
