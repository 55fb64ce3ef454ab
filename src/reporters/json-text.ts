import { safeJson } from './safe-text.ts';

/** JSON that is safe to print: what JSON allows but a terminal would act on is escaped. */
export function jsonText(value: unknown, indent = 2): string {
  return safeJson(JSON.stringify(value, null, indent));
}
