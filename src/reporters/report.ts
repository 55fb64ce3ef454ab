import type { UnknownPlace } from '../engine/index.ts';
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
  /** Values that a rule asked for and only a deployment would tell, sorted by file and position. */
  readonly unknowns: readonly UnknownPlace[];
}

/** How a report may look. Colour and width concern the text report alone; the other formats are the same everywhere. */
export interface ReportStyle {
  readonly color: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly width: number;
  /** List the unknown values too. */
  readonly showUnknown: boolean;
}

/** Turns a report into pieces of text, to be written one after another. */
export type Reporter = (report: Report, style: ReportStyle) => Iterable<string>;
