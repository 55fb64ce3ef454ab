import { isUtf8 } from 'node:buffer';

export interface Decoded {
  /** A byte order mark stays in it, so that offsets are those of the file. */
  readonly text: string;
  /** False when bytes that are no UTF-8 were replaced by U+FFFD. */
  readonly valid: boolean;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'binary';

/** Decodes UTF-8, and UTF-16 that starts with a byte order mark; undefined for bytes that are no text. */
export function decode(bytes: Buffer): Decoded | undefined {
  switch (encodingOf(bytes)) {
    case 'utf-8':
      return { text: bytes.toString('utf8'), valid: isUtf8(bytes) };
    case 'utf-16le':
      return { text: bytes.toString('utf16le'), valid: true };
    case 'utf-16be':
      return { text: Buffer.from(evenLength(bytes)).swap16().toString('utf16le'), valid: true };
    case 'binary':
      return undefined;
  }
}

/** A zero byte among the first means binary, unless a byte order mark says UTF-16. */
export function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zero = bytes.indexOf(0);
  return zero >= 0 && zero < 4096 ? 'binary' : 'utf-8';
}

function evenLength(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length - (bytes.length % 2));
}
