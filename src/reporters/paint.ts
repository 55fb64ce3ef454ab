import type { Severity } from '../findings/index.ts';

/** Puts colour around a text, or nothing. */
export interface Paint {
  readonly severity: Readonly<Record<Severity, (text: string) => string>>;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly place: (text: string) => string;
  readonly related: (text: string) => string;
  readonly fix: (text: string) => string;
}

const plain = (text: string): string => text;

/** SGR codes of ECMA-48: the sixteen colours that every theme defines. */
function sgr(on: string, off: string): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);
}

export function paintWith(color: boolean): Paint {
  if (!color) {
    return {
      severity: { error: plain, warning: plain, info: plain },
      strong: plain,
      faint: plain,
      place: plain,
      related: plain,
      fix: plain,
    };
  }
  return {
    severity: { error: sgr('1;31', '22;39'), warning: sgr('1;33', '22;39'), info: sgr('1;34', '22;39') },
    strong: sgr('1', '22'),
    faint: sgr('2', '22'),
    place: sgr('36', '39'),
    related: sgr('36', '39'),
    fix: sgr('32', '39'),
  };
}
