import { parseFailure, type ParseFailure, type TextRange } from './parse-failure.ts';
import { partitionOfRegion } from './partition.ts';
import { UNKNOWN_TEXT, hasUnknown, type Answer } from './unknown-text.ts';
import { matchesWildcard } from './wildcard.ts';

/** The five fields of an ARN behind 'arn:', as written; region and account may be ''. */
export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All the rest, colons and slashes included: 'secret:db-AbCdEf', 'role/service-role/web'. */
  readonly resource: string;
}

/** An ARN that was read, with the range of each field. */
export interface Arn extends ArnParts {
  readonly text: string;
  readonly at: Readonly<Record<keyof ArnParts, TextRange>>;
}

const FIELDS = ['partition', 'service', 'region', 'account', 'resource'] as const;

// What may stand in each field, wildcards of IAM policies and unknown text included; fields after the service may be empty.
const W = `*?${UNKNOWN_TEXT}`;
const GRAMMAR: Readonly<Record<keyof ArnParts, readonly [RegExp, string]>> = {
  partition: [new RegExp(`^(?:aws(?:-[a-z0-9${W}-]*)?|[a-z-]*[${W}][a-z0-9${W}-]*)$`), "'aws' or another partition"],
  service: [new RegExp(`^[A-Za-z0-9${W}-]+$`), "a service such as 'ecs'"],
  region: [
    new RegExp(`^(?:[a-z]{2,}(?:-[a-z0-9]+)+|[a-z0-9-]*[${W}][a-z0-9${W}-]*)?$`),
    "a Region such as 'us-east-1'",
  ],
  account: [new RegExp(`^[A-Za-z0-9${W}-]*$`), 'an account id'],
  resource: [/^\S[^\r\n]*$/, 'a resource'],
};

/**
 * Reads 'arn:partition:service:region:account:resource', with IAM's wildcards in any field.
 * A failure points at the first field that cannot be right, or at the end when fields are missing. Account ids are not
 * held to twelve digits ('aws' stands there for managed policies): see isAccountId.
 * Source: IAM user guide, "Amazon Resource Names (ARNs)".
 */
export function parseArn(text: string): Arn | ParseFailure {
  if (!text.startsWith('arn:'))
    return parseFailure(text, 0, Math.min(text.length, 4), "an ARN, which begins with 'arn:'");
  const ranges = fieldRanges(text, 4);
  for (const field of FIELDS) {
    const range = ranges[field];
    const [form, expected] = GRAMMAR[field];
    if (!range) return parseFailure(text, text.length, text.length, `':' and ${expected}`);
    if (!form.test(text.slice(range.start, range.end))) return parseFailure(text, range.start, range.end, expected);
  }
  const at = ranges as Record<keyof ArnParts, TextRange>;
  const part = (field: keyof ArnParts): string => text.slice(at[field].start, at[field].end);
  return {
    text,
    partition: part('partition'),
    service: part('service'),
    region: part('region'),
    account: part('account'),
    resource: part('resource'),
    at,
  };
}

function fieldRanges(text: string, from: number): Partial<Record<keyof ArnParts, TextRange>> {
  const ranges: Partial<Record<keyof ArnParts, TextRange>> = {};
  let start = from;
  for (const field of FIELDS) {
    const colon = field === 'resource' ? -1 : text.indexOf(':', start);
    ranges[field] = { start, end: colon < 0 ? text.length : colon };
    if (colon < 0) break;
    start = colon + 1;
  }
  return ranges;
}

/** Whether the text is a whole ARN, as far as it is known. */
export function isArn(text: string): boolean {
  return !('expected' in parseArn(text));
}

/** Whether the text is an account id, twelve digits. */
export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** The ARN with these fields; the partition goes by the Region when it is left out. */
export function buildArn(parts: Omit<ArnParts, 'partition'> & { readonly partition?: string }): string {
  const { partition = partitionOfRegion(parts.region), service, region, account, resource } = parts;
  return ['arn', partition, service, region, account, resource].join(':');
}

/**
 * Does the pattern of an IAM policy ('arn:aws:s3:::bucket/*', '*') match the ARN? '*' and '?' stay inside their field in
 * the first five, and reach over colons and slashes in the resource. Unknown text makes the answer 'unsure' where it
 * decides. Source: IAM user guide, "IAM JSON policy elements: Resource".
 */
export function matchesArn(pattern: string, arn: string): Answer {
  if (pattern === '*') return 'yes';
  const [wanted, given] = [parseArn(pattern), parseArn(arn)];
  // Unknown text may hold several fields; the whole is then compared as one.
  if ('expected' in wanted || 'expected' in given) {
    if (!hasUnknown(pattern + arn)) return 'no';
    return matchesWildcard(pattern, arn) === 'no' ? 'no' : 'unsure';
  }
  const answers = FIELDS.map((field) => matchesWildcard(wanted[field], given[field]));
  if (answers.includes('no')) return 'no';
  return answers.includes('unsure') ? 'unsure' : 'yes';
}
