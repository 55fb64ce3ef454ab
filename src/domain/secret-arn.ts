import { parseArn, type Arn } from './arn.ts';
import { isParseFailure, parseFailure, type ParseFailure, type TextRange } from './parse-failure.ts';
import { UNKNOWN_TEXT, type Answer } from './unknown-text.ts';
import { matchesWildcard, wildcardsMeet } from './wildcard.ts';

/** A Secrets Manager secret, or one field or version of it, as ECS takes it in `valueFrom`. */
export interface SecretArn {
  readonly kind: 'secrets-manager';
  /** The secret without selectors; its text is what IAM sees. */
  readonly arn: Arn;
  /** The name in the ARN, with the suffix. */
  readonly nameAndSuffix: string;
  /**
   * Six letters or digits behind the last hyphen, where there are some. Secrets Manager adds such a suffix to every ARN,
   * but a name may end alike: 'db-passwd' without its suffix has the "suffix" 'passwd'.
   */
  readonly suffix: string | undefined;
  /** The three selectors; undefined where left empty or out. */
  readonly jsonKey: string | undefined;
  readonly versionStage: string | undefined;
  readonly versionId: string | undefined;
  readonly at: {
    readonly name: TextRange;
    readonly jsonKey: TextRange | undefined;
    readonly versionStage: TextRange | undefined;
    readonly versionId: TextRange | undefined;
  };
}

const RESOURCE = 'secret:';
// Secrets Manager API reference, CreateSecret.Name; wildcards because policies name secrets too.
const NAME = new RegExp(`^[A-Za-z0-9/_+=.@*?${UNKNOWN_TEXT}-]+$`);

/**
 * Reads 'arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX', alone or with exactly three more fields
 * ':json-key:version-stage:version-id', each of which may be empty.
 * Source: ECS developer guide, "Pass Secrets Manager secrets through environment variables".
 */
export function parseSecretArn(text: string): SecretArn | ParseFailure {
  const whole = parseArn(text);
  if (isParseFailure(whole)) return whole;
  const { service, resource } = whole.at;
  if (whole.service !== 'secretsmanager') {
    return parseFailure(text, service.start, service.end, "the service 'secretsmanager'");
  }
  if (!whole.resource.startsWith(RESOURCE)) {
    return parseFailure(text, resource.start, resource.end, "'secret:' and the secret's name");
  }
  const [name, ...selectors] = fieldsFrom(text, resource.start + RESOURCE.length);
  if (!name || !NAME.test(text.slice(name.start, name.end))) {
    return parseFailure(text, name?.start ?? text.length, name?.end ?? text.length, "a secret's name");
  }
  if (selectors.length !== 0 && selectors.length !== 3) {
    const expected = "three fields after the secret's name, ':json-key:version-stage:version-id', empty or not";
    return parseFailure(text, name.end, text.length, expected);
  }
  const arn = parseArn(text.slice(0, name.end));
  if (isParseFailure(arn)) return arn;
  const nameAndSuffix = text.slice(name.start, name.end);
  const [jsonKey, versionStage, versionId] = selectors.map((range) => (range.start < range.end ? range : undefined));
  const textAt = (range: TextRange | undefined) => (range ? text.slice(range.start, range.end) : undefined);
  return {
    kind: 'secrets-manager',
    arn,
    nameAndSuffix,
    suffix: /-([A-Za-z0-9]{6})$/.exec(nameAndSuffix)?.[1],
    jsonKey: textAt(jsonKey),
    versionStage: textAt(versionStage),
    versionId: textAt(versionId),
    at: { name, jsonKey, versionStage, versionId },
  };
}

/** The colon-separated fields from an offset on; a fifth colon and all behind it make one field too many. */
function fieldsFrom(text: string, from: number): TextRange[] {
  const fields: TextRange[] = [];
  let start = from;
  while (fields.length < 4) {
    const colon = text.indexOf(':', start);
    fields.push({ start, end: colon < 0 ? text.length : colon });
    if (colon < 0) return fields;
    start = colon + 1;
  }
  return [...fields, { start, end: text.length }];
}

/** What Secrets Manager adds to a name, as a pattern for one that nobody has written down. */
const ANY_SUFFIX = '-??????';

/**
 * Does the ARN mean the secret of that name? It may have the name alone, or with its suffix; wildcards (`db-??????`)
 * stand for any suffix. 'unsure' where text is unknown, or a wildcard leaves some suffixes out. A name that ends like a
 * suffix is taken either way: 'db-passwd' means the secrets 'db-passwd' and 'db'.
 */
export function isSecretNamed({ nameAndSuffix, suffix }: SecretArn, name: string): Answer {
  const whole = matchesWildcard(nameAndSuffix, name);
  if (whole !== 'no') return whole;
  if (suffix !== undefined) return matchesWildcard(nameAndSuffix.slice(0, -suffix.length - 1), name);
  const suffixed = matchesWildcard(nameAndSuffix, name + ANY_SUFFIX);
  return suffixed === 'no' && wildcardsMeet(nameAndSuffix, name + ANY_SUFFIX) ? 'unsure' : suffixed;
}
