import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { constants } from 'node:buffer';
import { decode, encodingOf, type Decoded } from './decode.ts';

/** First bytes of a file: nearly every file is whole in one read, and 64 KiB cost hardly more than 4. */
const HEAD_BYTES = 64 * 1024;

/** No string of V8 is longer, and so no text. About 512 MiB. */
export const LONGEST_FILE_BYTES = constants.MAX_STRING_LENGTH;

export type Reading =
  | ({ readonly outcome: 'text' } & Decoded)
  /** Nothing in it can be ours. */
  | { readonly outcome: 'foreign' }
  | { readonly outcome: 'binary' }
  | { readonly outcome: 'too-large' }
  | { readonly outcome: 'unreadable'; readonly code: string };

/** Reads files one after another into one buffer; a file without any evidence of ours is never decoded. */
export class FileReader {
  readonly #buffer = Buffer.allocUnsafeSlow(HEAD_BYTES);
  readonly #mayBeOurs: (text: string, path: string) => boolean;

  /** `mayBeOurs` is asked with the bytes as Latin-1: what it looks for must be ASCII. */
  constructor(mayBeOurs: (text: string, path: string) => boolean) {
    this.#mayBeOurs = mayBeOurs;
  }

  /** A file found on a walk. Never throws. */
  read(location: string): Reading {
    return attempt(() => this.#bytes(location));
  }

  /** A file that the user named, read whatever is in it; a pipe will do. Never throws. */
  readNamed(location: string): Reading {
    return attempt(() => {
      if (statSync(location).size > LONGEST_FILE_BYTES) return 'too-large';
      const bytes = readFileSync(location);
      return bytes.length > LONGEST_FILE_BYTES ? 'too-large' : bytes;
    });
  }

  #bytes(location: string): Buffer | 'foreign' | 'too-large' {
    const file = openSync(location, 'r');
    try {
      const length = readSync(file, this.#buffer, 0, HEAD_BYTES, null);
      const head = this.#buffer.subarray(0, length);
      // A regular file gives less than was asked for only at its end.
      if (length < HEAD_BYTES) return this.#isEvident(head, location) ? head : 'foreign';
      if (encodingOf(head) === 'binary') return 'foreign';
      if (fstatSync(file).size > LONGEST_FILE_BYTES) return 'too-large';
      const all = Buffer.concat([head, readFileSync(file)]);
      return this.#isEvident(all, location) ? all : 'foreign';
    } finally {
      closeSync(file);
    }
  }

  #isEvident(bytes: Buffer, path: string): boolean {
    switch (encodingOf(bytes)) {
      case 'binary':
        return false;
      case 'utf-8':
        return this.#mayBeOurs(bytes.toString('latin1'), path);
      default:
        return this.#mayBeOurs(decode(bytes)?.text ?? '', path);
    }
  }
}

function attempt(read: () => Buffer | 'foreign' | 'too-large'): Reading {
  try {
    const bytes = read();
    return typeof bytes === 'string' ? { outcome: bytes } : readingOf(bytes);
  } catch (error) {
    return { outcome: 'unreadable', code: errorCode(error) };
  }
}

/** What the bytes of a whole file say. */
export function readingOf(bytes: Buffer): Reading {
  const decoded = decode(bytes);
  return decoded ? { outcome: 'text', ...decoded } : { outcome: 'binary' };
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
