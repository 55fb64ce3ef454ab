import type { Finding, Notice } from '../findings/index.ts';
import type { Rule } from '../kit/index.ts';
import type { Span } from '../text/source.ts';

/** The counts of a run. */
export interface Summary {
  /** Files that hold something of ours. */
  readonly files: number;
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Findings that the user has switched off in place. */
  readonly suppressed: number;
  /** Values that only a deployment would tell. */
  readonly unknown: number;
}

/** A value that could not be judged, and why. */
export interface UnknownValue {
  readonly file: string;
  /** Where the resource begins. */
  readonly line: number;
  /** The resource's. */
  readonly address: string;
  /** In the API's words: `containerDefinitions[0].image`. */
  readonly field: string;
  /** A clause: "parameter 'ImageTag' has no default". */
  readonly reason: string;
}

/** All that a run has to say; what every reporter is given. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string; readonly home: string };
  readonly summary: Summary;
  /** Sorted by file, position and rule. */
  readonly findings: readonly Finding[];
  readonly notices: readonly Notice[];
  /** The rules that had something to look at, by id. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** Where secrets stand: never to be printed. */
  readonly concealed: readonly Span[];
  /** Filled when it was asked for. */
  readonly unknowns: readonly UnknownValue[];
}

/** How the text report may look; the other formats are the same everywhere. */
export interface ReportStyle {
  readonly color: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly width: number;
}

/** Turns a report into pieces of text, to be written one after another. */
export type Reporter = (report: Report, style: ReportStyle) => Iterable<string>;
