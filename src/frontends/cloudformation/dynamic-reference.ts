import type { Origin, UnknownTerm } from '../../values/index.ts';
import { unknownTerm } from './computed.ts';

const START = '{{resolve:';
const END = '}}';

const SERVICES: Readonly<Record<string, string>> = {
  ssm: 'a dynamic reference to SSM Parameter Store',
  'ssm-secure': 'a dynamic reference to a secure string in SSM Parameter Store',
  secretsmanager: 'a dynamic reference to Secrets Manager',
};

export function hasDynamicReference(text: string): boolean {
  return text.includes(START);
}

/**
 * Each `{{resolve:service:…}}` as one unknown part; those within it, such as the secret it names, give it their
 * reference. Source: CloudFormation user guide, "Get values stored in other services using dynamic references".
 */
export function withDynamicReferences(
  parts: readonly (string | UnknownTerm)[],
  origin: Origin,
): readonly (string | UnknownTerm)[] {
  if (!parts.some((part) => typeof part === 'string' && hasDynamicReference(part))) return parts;
  const result: (string | UnknownTerm)[] = [];
  let inside: { text: string; reference: UnknownTerm['reference'] } | undefined;
  for (const part of parts) {
    if (typeof part !== 'string') {
      if (inside) inside.reference ??= part.reference;
      else result.push(part);
      continue;
    }
    let rest = part;
    while (rest !== '') {
      if (inside) {
        const end = rest.indexOf(END);
        inside.text += end < 0 ? rest : rest.slice(0, end);
        rest = end < 0 ? '' : rest.slice(end + END.length);
        if (end < 0) continue;
        result.push(unknownTerm(reasonOf(inside.text), origin, inside.reference));
        inside = undefined;
      } else {
        const start = rest.indexOf(START);
        if (start !== 0) result.push(start < 0 ? rest : rest.slice(0, start));
        if (start >= 0) inside = { text: '', reference: undefined };
        rest = start < 0 ? '' : rest.slice(start + START.length);
      }
    }
  }
  if (inside) result.push(unknownTerm(reasonOf(inside.text), origin, inside.reference));
  return result;
}

function reasonOf(text: string): string {
  const service = text.slice(0, Math.max(0, text.indexOf(':')));
  return (Object.hasOwn(SERVICES, service) ? SERVICES[service] : undefined) ?? 'a dynamic reference';
}
