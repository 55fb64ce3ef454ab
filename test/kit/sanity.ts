import { expect } from 'vitest';
import type { Finding, Notice } from '../../src/findings/index.ts';
import type { Span } from '../../src/text/source.ts';

/** What must be true of every run, whatever it was given. */
export function expectSanity(judged: {
  readonly findings: readonly Finding[];
  readonly notices: readonly Notice[];
}): void {
  expect(judged.notices.filter(({ kind }) => kind === 'crash')).toEqual([]);
  for (const { message, span, related, fix } of judged.findings) {
    for (const text of [message, ...related.map((place) => place.message), fix?.title ?? '']) {
      // Control characters are the very thing looked for here.
      expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }
    for (const place of [span, ...related.map((each) => each.span), ...(fix?.edits ?? [])]) expectInside(place);
  }
}

function expectInside({ source, start, end }: Span): void {
  const isInside = 0 <= start && start <= end && end <= source.text.length;
  expect(isInside, `${String(start)} to ${String(end)} of ${String(source.text.length)} in ${source.path}`).toBe(true);
}
