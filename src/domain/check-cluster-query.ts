import type { ClusterQuery, QueryField, QueryOperator } from './cluster-query.ts';
import { formatQuerySubject } from './format-cluster-query.ts';
import type { TextRange } from './parse-failure.ts';
import { hasUnknown } from './unknown-text.ts';

/** What is wrong with a query that can be read. */
export type QueryProblem =
  /** The subject does not take this operator. */
  | { readonly kind: 'operator'; readonly at: TextRange; readonly subject: string; readonly allowed: readonly string[] }
  /** The subject never has such a value. */
  | { readonly kind: 'value'; readonly at: TextRange; readonly subject: string; readonly expected: string }
  /** No regular expression of Java. */
  | { readonly kind: 'pattern'; readonly at: TextRange; readonly expected: string };

type Comparison = Extract<ClusterQuery, { kind: 'comparison' }>;

const AS_WORD: readonly QueryOperator[] = ['==', '!=', 'in', '!in', '=~', '!~'];
const AS_NUMBER: readonly QueryOperator[] = ['==', '!=', '>', '>=', '<', '<='];

/** Operators that the developer guide lists for a subject; it lists none for the two others. As of 2026-11-22. */
const ALLOWED: Readonly<Partial<Record<QueryField, readonly QueryOperator[]>>> = {
  agentConnected: AS_WORD,
  agentVersion: AS_NUMBER,
  ec2InstanceId: AS_WORD,
  registeredAt: AS_NUMBER,
  runningTasksCount: AS_NUMBER,
};

/** The form of the values that are compared with a subject, and its name in a message. */
const FORMS: Readonly<Partial<Record<QueryField, readonly [form: RegExp, name: string]>>> = {
  agentConnected: [/^(?:true|false)$/i, "'true' or 'false'"],
  agentVersion: [/^v?\d+(?:\.\d+){0,2}$/, "a version such as '1.14.5'"],
  ec2InstanceId: [/^i-[0-9a-z]+$/, "an instance ID such as 'i-0abcd1234ef567890'"],
  registeredAt: [/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?$/, "a date such as '2018-06-18'"],
  runningTasksCount: [/^\d+$/, 'a whole number'],
};

/** What the parts of a query say that cannot be meant, in the order of the text. Linear in the text. */
export function checkClusterQuery(query: ClusterQuery): readonly QueryProblem[] {
  switch (query.kind) {
    case 'comparison':
      return checkComparison(query);
    case 'not':
      return checkClusterQuery(query.query);
    case 'and':
    case 'or':
      return query.queries.flatMap(checkClusterQuery);
    case 'unknown':
      return [];
  }
}

function checkComparison({ subject, operator, operatorAt, values }: Comparison): readonly QueryProblem[] {
  const name = formatQuerySubject(subject);
  const allowed = ALLOWED[subject.field];
  if (allowed && !allowed.includes(operator)) return [{ kind: 'operator', at: operatorAt, subject: name, allowed }];
  const known = values.filter(({ text }) => !hasUnknown(text));
  if (operator === '=~' || operator === '!~') {
    return known.flatMap(({ text, at }) => {
      const expected = patternFault(text);
      return expected === undefined ? [] : [{ kind: 'pattern', at, expected } as const];
    });
  }
  const [form, expected] = FORMS[subject.field] ?? [];
  if (!form || expected === undefined) return [];
  return known
    .filter(({ text }) => !form.test(text))
    .map(({ at }) => ({ kind: 'value', at, subject: name, expected }) as const);
}

/** What a regular expression of Java would need here; the plain mistakes only. Source: java.util.regex.Pattern. */
function patternFault(text: string): string | undefined {
  let inClass = false;
  let isStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') {
      at += 1;
      if (at === text.length) return "a character after '\\'";
    } else if (inClass) inClass = character !== ']';
    else if (isStart && /[*+?]/.test(character))
      return `something to repeat before '${character}', such as '.${character}'`;
    else if (character === '[') inClass = true;
    isStart = !inClass && character === '|';
  }
  return inClass ? "a ']' that closes '['" : undefined;
}
