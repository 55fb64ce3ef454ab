import { safeText } from './safe-text.ts';
import type { Finding } from '../findings/index.ts';
import { Concealer } from './concealer.ts';
import { displayWidth } from './display-width.ts';
import { frame, type FrameStyle } from './frame.ts';
import { locate } from './location.ts';
import { paintWith } from './paint.ts';
import type { Report, ReportStyle } from './report.ts';
import { summaryLine } from './summary-line.ts';
import { wrap } from './wrap.ts';

/** Wider lines of prose are hard to read. */
const WIDEST = 100;
/** A column beyond this says nothing to a person: the file is one long line, as a Terraform plan is. */
const LAST_USEFUL_COLUMN = 1000;

/** For people: each finding with its place, severity, rule, message and a code frame, then one line that sums up. */
export function* textReport(report: Report, style: ReportStyle): Generator<string> {
  const width = Math.max(40, Math.min(style.width, WIDEST));
  const frameStyle: FrameStyle = {
    width,
    paint: paintWith(style.color),
    concealer: new Concealer(report.concealed),
  };
  for (const finding of report.findings) yield `${findingLines(finding, frameStyle).join('\n')}\n\n`;
  if (style.showUnknown && report.unknowns.length > 0) yield* unknownLines(report, frameStyle);
  yield `${summaryLine(report.summary, frameStyle.paint, style.showUnknown)}\n`;
}

function findingLines(finding: Finding, style: FrameStyle): string[] {
  const { paint, concealer, width } = style;
  const { severity, span, related, fix } = finding;
  const message = concealer.text(finding.message);
  const frameRelated = related.map((place) => ({ span: place.span, note: place.message }));
  return [
    headline(finding, style),
    ...wrap(message, width - 2).map((line) => `  ${paint.strong(line)}`),
    ...frame(span, severity, frameRelated, style),
    ...(fix ? wrap(`fix: ${concealer.text(fix.title)}`, width - 2).map((line) => `  ${paint.fix(line)}`) : []),
  ];
}

/** `infra/web.json:7:46 error ecs/host-port-mismatch (web)`, broken before the severity where it is too long. */
function headline(finding: Finding, { paint, width, concealer }: FrameStyle): string {
  const { rule, severity, span, resource, also, holder, pointer } = finding;
  const { file, start } = locate(span);
  const hasColumns = start.column <= LAST_USEFUL_COLUMN || !resource;
  const names = [hasColumns ? resource?.address : undefined, resource?.alias].filter((name) => name !== undefined);
  const place = hasColumns
    ? `${safeText(file)}:${String(start.line)}:${String(start.column)}`
    : safeText(concealer.text(`${file}: ${holder ?? resource.address}${pointer ?? ''}`));
  const others = also.length > 0 ? ` and ${String(also.length)} more` : '';
  const of = names.length > 0 ? ` (${safeText(concealer.text(names.join(', ')))}${others})` : '';

  const what = `${paint.severity[severity](severity)} ${paint.faint(rule)}`;
  const columns = displayWidth(`${place} ${severity} ${rule}`);
  if (columns > width) return `${paint.place(place)}\n  ${what}${of}`;
  return `${paint.place(place)} ${what}${columns + displayWidth(of) > width ? `\n ${of}` : of}`;
}

function* unknownLines({ unknowns }: Report, { paint, concealer }: FrameStyle): Generator<string> {
  yield `${paint.strong('Not judged, because only a deployment would tell:')}\n`;
  for (const { span, field, reason, holder, pointer } of unknowns) {
    const { file, start } = locate(span);
    const isPlace = holder === undefined || start.column <= LAST_USEFUL_COLUMN;
    const place = isPlace
      ? `${file}:${String(start.line)}:${String(start.column)} ${field}`.trimEnd()
      : `${file}: ${holder}${pointer ?? ''}`;
    yield `  ${paint.place(safeText(concealer.text(place)))} not checked: ${safeText(concealer.text(reason))}\n`;
  }
  yield '\n';
}
