import type { Reporter } from './report.ts';

/** Loads a reporter by the name of its format. */
export const REPORTERS = {
  text: async (): Promise<Reporter> => (await import('./text.ts')).textReport,
  json: async (): Promise<Reporter> => (await import('./json.ts')).jsonReport,
  sarif: async (): Promise<Reporter> => (await import('./sarif.ts')).sarifReport,
} as const;

export type Format = keyof typeof REPORTERS;

export { TOOL } from './tool.ts';
export type { Report, Reporter, ReportStyle, Summary } from './report.ts';
