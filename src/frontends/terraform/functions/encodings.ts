import { createHash } from 'node:crypto';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { listOf, MOST_ITEMS } from './lists.ts';
import { tooLong } from './list-functions.ts';
import { refused, textTerm, unknownTerm } from './make-terms.ts';
import { mapOf } from './maps.ts';
import { takes, text, wording } from './parameters.ts';
import { rewritten } from './strings.ts';
import { mapKnown } from './texts.ts';

const base64encode = takes([text], ([given], call) => textTerm(Buffer.from(given).toString('base64'), call.place));

const base64decode = takes([text], ([given], call) => {
  const bytes = bytesOf(given);
  const decoded = bytes && decode(bytes, 'utf-8');
  return decoded === undefined
    ? refused(call, 'of something that is not text in base64')
    : textTerm(decoded, call.place);
});

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Line breaks are passed over. Source: Go, encoding/base64. */
function bytesOf(base64: string): Buffer | undefined {
  const plain = base64.replace(/[\r\n]/g, '');
  return BASE64.test(plain) ? Buffer.from(plain, 'base64') : undefined;
}

function decode(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const textencodebase64 = takes([text, text], ([given, encoding], call) => {
  switch (encoding.toUpperCase()) {
    case 'UTF-8':
      return textTerm(Buffer.from(given).toString('base64'), call.place);
    case 'UTF-16LE':
      return textTerm(Buffer.from(given, 'utf16le').toString('base64'), call.place);
    default:
      return unknownTerm('a text in an encoding that we do not write', call.place);
  }
});

const textdecodebase64 = takes([text, text], ([given, encoding], call) => {
  const name = encoding.toUpperCase();
  const bytes = bytesOf(given);
  if (name !== 'UTF-8' && name !== 'UTF-16LE') {
    return unknownTerm('a text in an encoding that we do not read', call.place);
  }
  const decoded = bytes && decode(bytes, name);
  return decoded === undefined
    ? refused(call, 'of something that is not text in base64')
    : textTerm(decoded, call.place);
});

/** As the query of a URL has it. Source: Go, url.QueryEscape. */
const urlencode = takes([wording], ([given], call) => rewritten(given, mapKnown(given.parts, escapeUrl), call));

function escapeUrl(given: string): string {
  return given.replace(/[^A-Za-z0-9_.~-]+/g, (other) =>
    [...Buffer.from(other)]
      .map((byte) => (byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`))
      .join(''),
  );
}

/** The rows of a table as maps by the names in its first row. */
const csvdecode = takes([text], ([given], call) => {
  const [names, ...rows] = csvRows(given) ?? [];
  if (!names || new Set(names).size < names.length) return refused(call, 'of something that is not a table');
  if (rows.length * names.length > MOST_ITEMS) return tooLong(call);
  if (rows.some((row) => row.length !== names.length)) return refused(call, 'of rows of different lengths');
  const items = rows.map((row) => {
    const entries = names.map((name, index) => {
      return [name, { name, key: call.place, value: textTerm(row[index] ?? '', call.place) }] as const;
    });
    return mapOf(new Map(entries), call.place, false);
  });
  return listOf(items, call.place);
});

/** Cells between commas, each plain or quoted, up to a comma, a line break or the end. Source: RFC 4180. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** Empty lines are no rows; undefined for a quote out of place. */
function csvRows(given: string): string[][] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < given.length || row.length > 0) {
    const [match, quoted, plain = '', end] = CELL.exec(given) ?? [];
    if (match === undefined) return undefined;
    row.push(quoted?.replaceAll('""', '"').replaceAll('\r\n', '\n') ?? plain);
    if (end === ',') continue;
    if (row.length > 1 || quoted !== undefined || plain !== '') rows.push(row);
    row = [];
  }
  return rows;
}

function hashes(algorithm: string, encoding: 'hex' | 'base64'): TerraformFunction {
  return takes([text], ([given], call) => textTerm(hashOf(given, algorithm, encoding), call.place));
}

export function hashOf(given: string, algorithm: string, encoding: 'hex' | 'base64'): string {
  return createHash(algorithm).update(given).digest(encoding);
}

/** Names of namespaces. Source: RFC 4122, appendix C. */
const NAMESPACES: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const uuidv5 = takes([text, text], ([namespace, name], call) => {
  const id = NAMESPACES[namespace] ?? namespace;
  if (!UUID.test(id)) return refused(call, 'with a namespace that is none');
  return textTerm(uuidOf(Buffer.from(id.replaceAll('-', ''), 'hex'), name), call.place);
});

/** A name-based UUID of version 5. Source: RFC 4122, section 4.3. */
function uuidOf(namespace: Buffer, name: string): string {
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** What is random, or hangs on the time or on a key. */
function never(why: string): TerraformFunction {
  return (_args, call: FunctionCall) => unknownTerm(why, call.place);
}

export const ENCODING_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  base64decode,
  base64encode,
  base64gzip: never('a text that is compressed when applied'),
  base64sha256: hashes('sha256', 'base64'),
  base64sha512: hashes('sha512', 'base64'),
  bcrypt: never('a hash that differs each time'),
  csvdecode,
  md5: hashes('md5', 'hex'),
  rsadecrypt: never('a text that is decrypted when applied'),
  sha1: hashes('sha1', 'hex'),
  sha256: hashes('sha256', 'hex'),
  sha512: hashes('sha512', 'hex'),
  textdecodebase64,
  textencodebase64,
  urlencode,
  uuid: never('an id that differs each time'),
  uuidv5,
};
