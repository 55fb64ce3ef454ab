import type { Edit, Span } from '../text/source.ts';

export type Severity = 'error' | 'warning' | 'info';
export type Category = 'correctness' | 'security' | 'reliability' | 'performance' | 'cost' | 'operations';
/** `possible` findings rest on something that we could not see; users opt in to them. */
export type Certainty = 'certain' | 'possible';

export interface RelatedPlace {
  readonly message: string;
  readonly span: Span;
}

export interface Fix {
  readonly title: string;
  /** `safe`: the deployed system behaves the same or merely stops failing. */
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly Edit[];
}

export interface FindingResource {
  readonly kind: string;
  readonly address: string;
  readonly name?: string | undefined;
  /** A CDK construct path, shown beside the address. */
  readonly alias?: string | undefined;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly certainty: Certainty;
  /** Which of the rule's messages it is. */
  readonly messageId: string;
  /** A whole sentence, safe to print anywhere: no secret, no control character. */
  readonly message: string;
  readonly span: Span;
  /** Address of the resource that the place stands in, where a position says nothing to the user (a one-line plan). */
  readonly holder?: string | undefined;
  /** JSON pointer within the holder's values. */
  readonly pointer?: string | undefined;
  readonly related: readonly RelatedPlace[];
  readonly resource?: FindingResource | undefined;
  /** Further resources that the same place does the same to: other instances of a module, other users of a part. */
  readonly also: readonly FindingResource[];
  readonly fix?: Fix | undefined;
  /** The same on every run and after unrelated edits: rule, file, resource, message data; never the line. */
  readonly fingerprint: string;
}

/** Something the user should know that is not about their configuration: what was skipped or not fully judged. */
export interface Notice {
  readonly kind: 'skipped' | 'unreadable' | 'incomplete' | 'crash';
  readonly file?: string | undefined;
  readonly message: string;
}
