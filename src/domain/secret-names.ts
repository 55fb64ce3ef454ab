/** What a name promises to hold. */
export interface SecretName {
  /** For a message: 'a password'. */
  readonly what: string;
  /**
   * - 'password': people choose it, so any text may be one
   *   ('DB_PASSWORD', 'JWT_SECRET')
   * - 'token': usually random, but the word has other uses
   * - 'secret': a secret or credentials, or just as often the name under which they are kept ('DB_SECRET')
   * - 'key': random, or the name of something
   * - 'inside': the word is there, behind it one that this module does not know ('SECRET_STRIPE')
   */
  readonly kind: 'password' | 'token' | 'secret' | 'key' | 'inside';
}

const PASSWORD = /^(?:PASS|PWD|PASSCODE)$|PASSWORD$|PASSWD$|PASSPHRASE$/;
const SECRET = /SECRET$|TOKEN$|^CREDENTIALS?$/;
// Before SECRET they make it one that somebody types in, not the name of an entry in Secrets Manager.
const TYPED_IN = words(
  'JWT SESSION CLIENT COOKIE AUTH APP APPLICATION WEBHOOK SIGNING SHARED CONSUMER API NEXTAUTH REFRESH ACCESS TOKEN',
  'CSRF HMAC OAUTH OIDC OAUTH2',
);
const JOINED_KEY = /(?:API|ACCESS|SECRET|PRIVATE|AUTH|ENCRYPTION|SIGNING|LICENSE)KEY$/;

// What makes a KEY a secret one; a partition, object, routing or public key is none.
const KEYS = words(
  'API ACCESS SECRET PRIVATE ENCRYPTION DECRYPTION ENCRYPT SIGNING SIGN SIGNATURE AUTH AUTHENTICATION MASTER LICENSE',
  'LICENCE ACCOUNT STORAGE APP APPLICATION JWT SSH SESSION COOKIE HMAC CRYPTO CIPHER AES RSA SHARED ADMIN ROOT DEPLOY',
  'INTEGRATION SERVICE WEBHOOK',
);

// Say which of several it is, not what it is; passed over at the end: 'DB_PASSWORD_2', 'SECRET_KEY_BASE'.
const WHICH = words(
  'PROD PRODUCTION DEV DEVELOPMENT STAGING STAGE TEST UAT QA OLD NEW CURRENT PREVIOUS NEXT PRIMARY SECONDARY DEFAULT',
  'VALUE STRING BASE BASE64 B64 PLAIN PLAINTEXT TEXT JSON',
);

// At the end they make the name one of something else: where the secret is, how long it lives, whether there is one.
const ABOUT = words(
  'NAME NAMES ARN ARNS ID IDS SID KID FINGERPRINT',
  'FILE FILES FILENAME PATH PATHS DIR DIRECTORY FOLDER URL URLS URI ENDPOINT HOST HOSTNAME',
  'DOMAIN PORT SERVER ISSUER AUDIENCE TTL EXPIRY EXPIRES EXPIRATION EXPIRE AGE DURATION TIMEOUT INTERVAL LIFETIME',
  'VALIDITY SECONDS SECS SEC MINUTES HOURS DAYS MS LENGTH LEN SIZE LIMIT COUNT MIN MAX POLICY TYPE MODE FORMAT',
  'ALGORITHM ALG ALGO HEADER FIELD PREFIX SUFFIX REGION VERSION ENABLED DISABLED ENABLE REQUIRED ALLOWED STORE',
  'BACKEND PROVIDER MANAGER SOURCE REF REFERENCE VAR ENV PARAM PARAMETER LOCATION BUCKET TABLE SCOPE SCOPES CLAIM',
  'USER USERNAME EMAIL ROTATION REFRESH RETRIES CACHE ROUNDS PATTERN REGEX LABEL HINT TOPIC QUEUE CLASS GENERATION',
  'ATTEMPTS SERVICE NAMESPACE GROUP CHECK VALIDATION STRATEGY',
);

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

/** 'DB_PASSWORD', 'dbPassword', 'db-password' and 'DB.PASSWORD' alike, as words in upper case. */
export function nameWords(name: string): readonly string[] {
  return name
    .slice(0, 256)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');
}

/** Whether the name says that everybody may see the value: 'PUBLIC_KEY', 'NEXT_PUBLIC_MAPS_API_KEY'. */
export function isPublicName(name: string): boolean {
  return nameWords(name).some((word) => word === 'PUBLIC' || word === 'PUBLISHABLE' || word === 'ANON');
}

/**
 * What a variable of this name would hold, if that is secret; undefined otherwise. As in English the last word decides:
 * 'SECRET_TOKEN' is a token, 'TOKEN_URL' an address, 'MAX_TOKENS' a number.
 */
export function secretName(name: string): SecretName | undefined {
  const all = nameWords(name);
  if (isPublicName(name) || ['PWD', 'OLDPWD', 'PASS'].includes(all.join('_'))) return undefined;
  const last = all.findLastIndex((word) => !/^\d+$/.test(word) && !WHICH.has(word));
  const head = all[last];
  if (head === undefined) return undefined;
  if (all.slice(last - 2, last + 1).join('_') === 'ACCESS_KEY_ID') return { what: 'an AWS access key id', kind: 'key' };
  const found = kindOf(head, all[last - 1]);
  if (found) return found;
  if (ABOUT.has(head)) return undefined;
  const inside = all.slice(0, last).some((word, index) => kindOf(word, all[index - 1]) !== undefined);
  return inside ? { what: 'a secret', kind: 'inside' } : undefined;
}

function kindOf(word: string, before: string | undefined): SecretName | undefined {
  if (PASSWORD.test(word)) return { what: word.endsWith('PHRASE') ? 'a passphrase' : 'a password', kind: 'password' };
  if (SECRET.test(word)) {
    if (word.endsWith('TOKEN')) return { what: 'a token', kind: 'token' };
    if (!word.endsWith('SECRET')) return { what: 'credentials', kind: 'secret' };
    return { what: 'a secret', kind: word === 'SECRET' && TYPED_IN.has(before ?? '') ? 'password' : 'secret' };
  }
  if (word === 'SALT') return { what: 'a salt', kind: 'key' };
  const key = word === 'KEY' || word === 'KEYS' ? KEYS.has(before ?? '') : JOINED_KEY.test(word);
  return key ? { what: before === 'API' || word === 'APIKEY' ? 'an API key' : 'a secret key', kind: 'key' } : undefined;
}
