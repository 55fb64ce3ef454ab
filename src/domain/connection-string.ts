import type { TextRange } from './parse-failure.ts';
import { isPlaceholder } from './placeholder.ts';
import { hasUnknown } from './unknown-text.ts';

// scheme://user:password@ (RFC 3986, userinfo); the user may be empty, as Redis addresses have it.
const IN_ADDRESS = /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^\s:@/?#"'<>]{0,128}:([^\s@/?#"'<>]{1,256})@/g;

// user:password@tcp(host), the form of Go's MySQL driver.
const BEFORE_TCP = /(?<![^\s"'=])[A-Za-z0-9_.-]{1,64}:([^\s:@/"']{1,128})@(?:tcp|unix)\(/g;

// Password=…; in ADO and ODBC strings, password=… in libpq's, JDBC parameters and Java properties.
const IN_OPTIONS = /(?:^|[;&?\s.])(?:password|passwd|pwd|sharedaccesskey)=["']?([^\s;&"',]{1,256})/gi;

/**
 * The range of the first password written into an address or connection string; undefined when there is none, or only
 * placeholders and unknown text stand there.
 */
export function findCredentials(text: string): TextRange | undefined {
  for (const form of [IN_ADDRESS, BEFORE_TCP, IN_OPTIONS]) {
    for (const match of text.matchAll(form)) {
      const password = match[1] ?? '';
      if (isPlaceholder(password) || hasUnknown(password) || /^[$%#{[(*]/.test(password)) continue;
      const start = match.index + match[0].lastIndexOf(password);
      return { start, end: start + password.length };
    }
  }
  return undefined;
}
