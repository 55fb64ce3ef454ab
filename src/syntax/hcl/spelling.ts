import { identifierEnd } from './cursor.ts';

const SHORT: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text as a quoted HCL string that means it, also where it holds `${`. HCL has no escape for lone surrogates. */
export function spellHcl(text: string): string {
  const spelled = text
    .replace(/["\\\n\r\t]/g, (character) => SHORT[character] ?? character)
    .replace(/[\p{Cc}\u2028\u2029]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/[$%](?=\{)/g, '$&$&');
  return `"${spelled}"`;
}

/** Whether text is a name in HCL: of an argument, or of a map's key without quotes. */
export function isName(text: string): boolean {
  return text !== '' && identifierEnd(text, 0) === text.length;
}
