import type { Severity } from '../findings/index.ts';
import { safeText } from './safe-text.ts';
import type { Span } from '../text/source.ts';
import type { Concealer } from './concealer.ts';
import { displayWidth } from './display-width.ts';
import { locate } from './location.ts';
import type { Paint } from './paint.ts';
import { showLine, showLineAbove, type ShownLine } from './source-line.ts';
import { wrap } from './wrap.ts';

export interface FramePlace {
  readonly span: Span;
  readonly note: string;
}

export interface FrameStyle {
  readonly width: number;
  readonly paint: Paint;
  readonly concealer: Concealer;
}

/**
 * The lines of a code frame: the span's first line underlined, the line above it for context, and each related place
 * below with its note.
 */
export function frame(span: Span, severity: Severity, related: readonly FramePlace[], style: FrameStyle): string[] {
  const { paint, concealer } = style;
  const numbers = [span, ...related.map((place) => place.span)].map((place) => locate(place).start.line);
  const gutter = String(Math.max(...numbers)).length;
  const width = Math.max(20, style.width - gutter - 5);

  const row = (label: string, text: string): string =>
    `  ${paint.faint(`${label.padStart(gutter)} |`)}${text === '' ? '' : ` ${text}`}`;
  const codeRow = (shown: ShownLine): string => row(String(shown.line), shown.text);
  const markRow = (shown: ShownLine, mark: string, color: (text: string) => string): string =>
    row('', ' '.repeat(shown.from) + color(mark.repeat(shown.to - shown.from)));

  const main = showLine(span.source, span, width, concealer);
  const above = main.text.startsWith('…') ? undefined : showLineAbove(span.source, span.start, width, concealer);
  const lines = [...(above ? [codeRow(above)] : []), codeRow(main), markRow(main, '^', paint.severity[severity])];

  for (const place of related) {
    const shown = showLine(place.span.source, place.span, width, concealer);
    const elsewhere = place.span.source !== span.source;
    const same = !elsewhere && shown.line === main.line && shown.text === main.text;
    if (!same) {
      lines.push(row('', elsewhere ? paint.place(placeOf(place.span)) : ''), codeRow(shown));
    }
    const note = concealer.text(place.note);
    const marks = markRow(shown, '-', paint.related);
    if (shown.to + 1 + displayWidth(note) <= width) {
      lines.push(`${marks} ${paint.related(note)}`);
    } else {
      lines.push(marks, ...wrap(note, width).map((line) => row('', paint.related(line))));
    }
  }
  return lines;
}

function placeOf(span: Span): string {
  const { file, start } = locate(span);
  return `${safeText(file)}:${String(start.line)}:${String(start.column)}`;
}
