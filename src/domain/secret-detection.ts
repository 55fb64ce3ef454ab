import { findCredentials } from './connection-string.ts';
import { isReference, looksRandom } from './plain-value.ts';
import type { TextRange } from './parse-failure.ts';
import { isPlaceholder } from './placeholder.ts';
import { findSecretToken } from './secret-formats.ts';
import { isPublicName, secretName, type SecretName } from './secret-names.ts';
import { hasUnknown } from './unknown-text.ts';

/** Whether a name and value give away a secret. The value itself is never part of the answer. */
export interface SecretVerdict {
  /** 'secret': reportable; 'likely': the name says so, the value neither confirms nor denies it. */
  readonly verdict: 'secret' | 'likely' | 'no';
  /**
   * - 'token-format': the value has the form of a known kind of token or key
   * - 'connection-string': an address or option in it carries a password
   * - 'name-and-value': the name promises a secret and the value may well be one
   * - the rest say why not: nothing written, to be filled in later, a pointer to where the secret is, a setting, or a
   *   name that promises no secret
   */
  readonly evidence:
    | 'token-format'
    | 'connection-string'
    | 'name-and-value'
    | 'empty'
    | 'placeholder'
    | 'reference'
    | 'plain-value'
    | 'unknown'
    | 'harmless-name';
  /** For a message: 'a GitHub token', 'a password'; '' when the verdict is 'no'. */
  readonly what: string;
  /** The secret stretch of the value; all of it where the name decides. */
  readonly at: TextRange;
}

const SETTING = /^(?:true|false|yes|no|on|off|y|n|null|nil|none|undefined|unset|n\/?a|enabled?|disabled?)$/i;
// What people write where a secret is not checked, or where a word names its kind; a *password* 'test' still opens doors.
const STAND_IN =
  /^(?:test|testing|dummy|fake|mock|local|localstack|localhost|example|sample|foo|bar|baz|default|auto|required|optional|any|bearer|basic|jwt|opaque|header|cookie|random|hash|ignored?|unused|x)$/i;

/**
 * Does this variable hold a secret in plain text? Known token forms and passwords in addresses count under any name;
 * otherwise the name must promise a secret and the value must not be a reference, placeholder or setting. A weak
 * password ('changeme') is a password; how random a value looks only ever supports a name.
 * Linear in the value; never throws.
 */
export function detectSecret(name: string, value: string): SecretVerdict {
  const byValue = detectSecretValue(value);
  const excused = byValue?.maybePublic === true && isPublicName(name);
  if (byValue && !excused) return byValue.found;
  const member = findPair([JSON_MEMBER], value);
  if (member) return member;

  const whole = { start: 0, end: value.length };
  const no = (evidence: SecretVerdict['evidence']): SecretVerdict => ({ verdict: 'no', evidence, what: '', at: whole });
  const promised = secretName(name);
  if (!promised) return no('harmless-name');
  const text = value.trim();
  if (text === '') return no('empty');
  if (isReference(text) || text === name) return no('reference');
  if (isPlaceholder(text) || /\$\{|\$\(|\{\{/.test(text)) return no('placeholder');
  if (hasUnknown(text)) return no('unknown');
  if (SETTING.test(text)) return no('plain-value');

  const { kind, what } = promised;
  const secret: SecretVerdict = { verdict: 'secret', evidence: 'name-and-value', what, at: whole };
  if (kind === 'password' || looksRandom(text)) return secret;
  return mayBeSecret(kind, text) ? { ...secret, verdict: 'likely' } : no('plain-value');
}

/** Whether a value that no machine made up may be the secret that such a name promises. */
function mayBeSecret(kind: SecretName['kind'], text: string): boolean {
  if (STAND_IN.test(text) || /^[\d.,:]+$/.test(text) || text.length < 4) return false;
  if (kind === 'token') return true;
  // 'rds-credentials' and 'orders.db' are names of entries, classes or files.
  if (kind === 'secret') return !/^[a-z0-9]+(?:[-_.][a-z0-9]+)+$/.test(text);
  return kind === 'inside' && /^[\w!@#$%^&*+=]{8,}$/.test(text) && !text.includes('_');
}

/**
 * The first secret that shows by its form in a text of any kind (a command, a label, a log option), whatever its name:
 * a known token, or a password in an address, an option or an assignment. Undefined when there is none.
 */
export function findSecret(text: string): SecretVerdict | undefined {
  return detectSecretValue(text)?.found ?? findPair([JSON_MEMBER, ASSIGNMENT, OPTION], text);
}

function detectSecretValue(text: string): { found: SecretVerdict; maybePublic: boolean } | undefined {
  const token = findSecretToken(text);
  if (token) {
    const { what, at, maybePublic } = token;
    return { found: { verdict: 'secret', evidence: 'token-format', what, at }, maybePublic };
  }
  const at = findCredentials(text);
  if (!at) return undefined;
  const found = { verdict: 'secret', evidence: 'connection-string', what: 'a password', at } as const;
  return { found, maybePublic: false };
}

// '"password": "x"' within a document.
const JSON_MEMBER = /"([A-Za-z][A-Za-z0-9_.-]{2,80})"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.){1,300})(?=")/g;
// 'export API_KEY=x', '--db-password=x'; '--token x'. The name decides, as for a variable.
const ASSIGNMENT = /(?:^|[\s;&|"'])(?:--?)?([A-Za-z][A-Za-z0-9_.-]{2,80})=["']?([^\s"';&|]{1,300})/g;
const OPTION = /(?:^|[\s;&|"'])--?([A-Za-z][A-Za-z0-9_.-]{2,80})\s{1,3}["']?([^\s"';&|=-][^\s"';&|]{0,300})/g;

/** The first name and value, written in one of these forms, that are a secret. */
function findPair(forms: readonly RegExp[], text: string): SecretVerdict | undefined {
  for (const form of forms) {
    for (const match of text.matchAll(form)) {
      const [all, name = '', value = ''] = match;
      const found = detectSecret(name, value);
      const end = match.index + all.length;
      if (found.verdict === 'secret') return { ...found, at: { start: end - value.length, end } };
    }
  }
  return undefined;
}
