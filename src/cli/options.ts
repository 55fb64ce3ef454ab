import type { Severity } from '../findings/index.ts';
import type { Preset } from '../kit/index.ts';

/** Formats that the command line knows; each has a reporter of its name. */
export const FORMATS = ['text', 'json', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** One report to write; to standard output where there is no file. */
export interface Target {
  readonly format: Format;
  readonly output?: string;
}

/** What concerns the reading of files, for every command that reads some. */
export interface ReadOptions {
  readonly stdinFilename?: string;
  readonly parameter?: Readonly<Record<string, string>>;
  readonly parameters?: string;
  readonly var?: Readonly<Record<string, string>>;
  readonly varFile?: readonly string[];
  readonly terraformRoot?: string;
  readonly region?: string;
  readonly kubernetesVersion?: string;
}

export interface LintCommandOptions extends ReadOptions {
  readonly targets: readonly Target[];
  readonly preset: Preset;
  readonly rule?: Readonly<Record<string, Severity | 'off'>>;
  readonly only?: readonly string[];
  readonly failOn: Severity | 'never';
  readonly maxWarnings?: number;
  readonly asOf?: string;
  readonly quiet?: boolean;
  readonly showUnknown?: boolean;
  readonly stats?: boolean;
  readonly color: boolean;
}
