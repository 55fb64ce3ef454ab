import type { Severity } from '../findings/index.ts';
import type { Paint } from './paint.ts';
import type { Summary } from './report.ts';

/** "3 errors, 2 warnings in 4 files; 12 resources." */
export function summaryLine(summary: Summary, paint: Paint, showUnknown: boolean): string {
  const { files, resources, errors, warnings, infos, suppressed, unknown } = summary;
  if (files === 0) return 'Nothing to judge: no file of a format that ecs-lint reads was found.';
  const counted = (count: number, noun: string, severity: Severity): string =>
    count === 0 ? '' : paint.severity[severity](plural(count, noun));
  const counts = [
    counted(errors, 'error', 'error'),
    counted(warnings, 'warning', 'warning'),
    counted(infos, 'info', 'info'),
  ].filter((count) => count !== '');
  const found = counts.length > 0 ? counts.join(', ') : paint.fix('No findings');
  const more = [
    plural(resources, 'resource'),
    suppressed > 0 ? `${String(suppressed)} suppressed` : '',
    unknown > 0 ? `${plural(unknown, 'unknown value')}${showUnknown ? '' : ' (see --show-unknown)'}` : '',
  ].filter((part) => part !== '');
  return `${found} in ${plural(files, 'file')}; ${more.join(', ')}.`;
}

/** "1 file", "2 files". */
export function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
