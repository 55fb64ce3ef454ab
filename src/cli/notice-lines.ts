import { safeText } from '../reporters/safe-text.ts';
import type { Notice } from '../findings/index.ts';

/** Files of one message that are named one by one; beyond that only how many. */
const MOST_NAMED = 3;

/** Notices for a terminal: one line each, those that say the same of many files drawn together. */
export function noticeLines(notices: readonly Notice[]): string[] {
  const byMessage = new Map<string, (string | undefined)[]>();
  for (const { file, message } of notices) {
    const files = byMessage.get(message) ?? [];
    files.push(file);
    byMessage.set(message, files);
  }
  return [...byMessage].flatMap(([message, files]) => {
    const text = safeText(message);
    if (files.length <= MOST_NAMED) {
      return files.map((file) => (file === undefined ? `note: ${text}` : `note: ${safeText(file)}: ${text}`));
    }
    return [`note: ${safeText(files[0] ?? '')} and ${String(files.length - 1)} more files: ${text}`];
  });
}
