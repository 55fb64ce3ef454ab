import type { Finding } from '../findings/index.ts';
import type { Source } from '../text/source.ts';
import { isWithinHash, lineHashes } from './line-hash.ts';
import { lineAt } from './location.ts';

/** What code scanning and other readers follow a result by through the history of a file. */
export class SarifFingerprints {
  readonly #hashes: ReadonlyMap<Source, ReadonlyMap<number, string>>;
  readonly #taken = new Map<string, number>();

  constructor(findings: readonly Finding[]) {
    const lines = new Map<Source, Set<number>>();
    for (const { span } of findings) {
      const line = hashedLine(span);
      if (line === undefined) continue;
      const wanted = lines.get(span.source) ?? new Set();
      lines.set(span.source, wanted.add(line));
    }
    this.#hashes = new Map([...lines].map(([source, wanted]) => [source, lineHashes(source.text, wanted)]));
  }

  /**
   * GitHub's hash of the line, so that its upload action agrees; our own fingerprint where the hash cannot tell findings
   * apart: far into a long line, and for a rule's second finding in a line. To be called in the findings' order.
   */
  of({ rule, span, fingerprint }: Finding): Record<string, string> {
    const line = hashedLine(span);
    const hash = line === undefined ? undefined : this.#hashes.get(span.source)?.get(line);
    const first = hash !== undefined && this.#count(`${rule}\n${span.source.path}\n${hash}`) === 1;
    const primary = first
      ? hash
      : `${fingerprint}:${String(this.#count(`${rule}\n${span.source.path}\n${fingerprint}`))}`;
    return { primaryLocationLineHash: primary, 'ecsLint/v1': fingerprint };
  }

  #count(key: string): number {
    const count = (this.#taken.get(key) ?? 0) + 1;
    this.#taken.set(key, count);
    return count;
  }
}

/** The line whose hash covers this place; undefined where none does. */
function hashedLine({ source, start }: Finding['span']): number | undefined {
  const { line, start: lineStart } = lineAt(source, start);
  return isWithinHash(source.text, lineStart, start) ? line : undefined;
}
