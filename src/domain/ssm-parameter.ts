import { parseArn, type Arn } from './arn.ts';
import { isParseFailure, parseFailure, type ParseFailure, type TextRange } from './parse-failure.ts';
import { UNKNOWN_TEXT } from './unknown-text.ts';

/** A Parameter Store parameter, named or by its ARN. */
export interface SsmParameter {
  readonly kind: 'ssm-parameter';
  /** As in the account: '/app/db/password' or 'password'. An ARN does not tell 'parameter/a' of 'a' from that of '/a'. */
  readonly name: string;
  /** A version number or label behind the name's colon. */
  readonly selector: string | undefined;
  /** Undefined when only the name was given, which is then looked up in the task's own Region and account. */
  readonly arn: Arn | undefined;
  readonly at: { readonly name: TextRange; readonly selector: TextRange | undefined };
}

const NAME = new RegExp(`^[A-Za-z0-9_./${UNKNOWN_TEXT}-]+$`);
const SELECTOR = new RegExp(`^[A-Za-z0-9_.${UNKNOWN_TEXT}-]+$`);
const RESOURCE = 'parameter/';

/**
 * Reads a parameter's name with its optional ':version' or ':label': 'DB_PASSWORD', '/app/db/password', '/app/key:3'.
 * A name with a hierarchy begins with '/'; at most 15 levels and 1011 characters.
 * Source: Systems Manager API reference, PutParameter.
 */
export function parseSsmParameterName(text: string): SsmParameter | ParseFailure {
  return parseName(text, 0, undefined);
}

/** Reads 'arn:aws:ssm:REGION:ACCOUNT:parameter/NAME'; a failure points at the first field that cannot be right. */
export function parseSsmParameterArn(text: string): SsmParameter | ParseFailure {
  const arn = parseArn(text);
  if (isParseFailure(arn)) return arn;
  const { service, resource } = arn.at;
  if (arn.service !== 'ssm') return parseFailure(text, service.start, service.end, "the service 'ssm'");
  if (!arn.resource.startsWith(RESOURCE)) {
    return parseFailure(text, resource.start, resource.end, "'parameter/' and the parameter's name");
  }
  return parseName(text, resource.start + RESOURCE.length, arn);
}

function parseName(text: string, start: number, arn: Arn | undefined): SsmParameter | ParseFailure {
  const colon = text.indexOf(':', start);
  const end = colon < 0 ? text.length : colon;
  const name = text.slice(start, end);
  if (!NAME.test(name)) {
    return parseFailure(text, start, end, "a parameter name of letters, digits, '_', '.', '-' and '/'");
  }
  if (!arn && !name.startsWith('/') && name.includes('/') && !name.startsWith(UNKNOWN_TEXT)) {
    return parseFailure(text, start, end, "a parameter name that begins with '/', since it has levels");
  }
  if (name.length > 1011) return parseFailure(text, start, end, 'a parameter name of at most 1011 characters');
  if (name.replace(/^\//, '').split('/').length > 15) {
    return parseFailure(text, start, end, 'a parameter name of at most 15 levels');
  }
  if (colon >= 0 && !SELECTOR.test(text.slice(colon + 1))) {
    return parseFailure(text, colon + 1, text.length, "one version or label after ':'");
  }
  return {
    kind: 'ssm-parameter',
    name: arn && name.includes('/') ? `/${name}` : name,
    selector: colon < 0 ? undefined : text.slice(colon + 1),
    arn,
    at: { name: { start, end }, selector: colon < 0 ? undefined : { start: colon + 1, end: text.length } },
  };
}
