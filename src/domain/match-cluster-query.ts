import type { ClusterQuery, QueryField, QueryOperator } from './cluster-query.ts';
import { UNKNOWN_TEXT, hasUnknown, type Answer } from './unknown-text.ts';
import { matchesWildcard } from './wildcard.ts';

/** A container instance as a query sees it. */
export interface ContainerInstance {
  /** Values of its attributes by name; undefined for one without a value. */
  readonly attributes: ReadonlyMap<string, string | undefined>;
  /** Groups of the tasks that run on it: `service:web`, `family:job`. */
  readonly taskGroups: readonly string[];
  /** The other fields as text, with those that are not known left out. */
  readonly fields: Readonly<Partial<Record<Exclude<QueryField, 'attribute' | 'task:group'>, string>>>;
}

type Comparison = Extract<ClusterQuery, { kind: 'comparison' }>;

const OPPOSITE: Readonly<Partial<Record<QueryOperator, QueryOperator>>> = {
  '!=': '==',
  '!exists': 'exists',
  '!in': 'in',
  '!~': '=~',
};

/**
 * Is the instance a member of the group that the query selects? `unsure` where a field of the instance or a part of the
 * query is not known, and for patterns beyond literal text and `.*`. A negated operator answers the opposite of the other,
 * also for an attribute that the instance does not have.
 */
export function matchesClusterQuery(query: ClusterQuery, instance: ContainerInstance): Answer {
  switch (query.kind) {
    case 'comparison':
      return compare(query, instance);
    case 'not':
      return opposite(matchesClusterQuery(query.query, instance));
    case 'and':
      return opposite(firstYes(query.queries.map((part) => opposite(matchesClusterQuery(part, instance)))));
    case 'or':
      return firstYes(query.queries.map((part) => matchesClusterQuery(part, instance)));
    case 'unknown':
      return 'unsure';
  }
}

function compare({ subject: { field, name = '' }, operator, values }: Comparison, instance: ContainerInstance): Answer {
  const positive = OPPOSITE[operator];
  const actual = hasUnknown(name) ? undefined : valuesOf(instance, field, name);
  if (actual === undefined) return 'unsure';
  const answer = meets(
    actual,
    positive ?? operator,
    values.map(({ text }) => text),
    instance.attributes.has(name),
  );
  return positive ? opposite(answer) : answer;
}

/** A field has one value, tasks on an instance may be of several groups; undefined when it is not known. */
function valuesOf(instance: ContainerInstance, field: QueryField, name: string): readonly string[] | undefined {
  if (field === 'task:group') return instance.taskGroups;
  if (field === 'attribute') {
    const value = instance.attributes.get(name);
    return value === undefined ? [] : [value];
  }
  const value = instance.fields[field];
  return value === undefined ? undefined : [value];
}

function meets(
  actual: readonly string[],
  operator: QueryOperator,
  wanted: readonly string[],
  isAttribute: boolean,
): Answer {
  if (operator === 'exists') return isAttribute || actual.length > 0 ? 'yes' : 'no';
  return firstYes(actual.flatMap((value) => wanted.map((other) => meetsOne(value, operator, other))));
}

function meetsOne(actual: string, operator: QueryOperator, wanted: string): Answer {
  switch (operator) {
    case '==':
    case 'in':
      if (hasUnknown(wanted))
        return matchesWildcard(wanted.replaceAll(UNKNOWN_TEXT, '*'), actual) === 'no' ? 'no' : 'unsure';
      return actual === wanted ? 'yes' : 'no';
    case '=~':
      return matchesPattern(wanted, actual);
    default: {
      const order = hasUnknown(wanted) ? undefined : orderOf(actual, wanted);
      if (order === undefined) return 'unsure';
      const holds =
        operator === '>' ? order > 0 : operator === '>=' ? order >= 0 : operator === '<' ? order < 0 : order <= 0;
      return holds ? 'yes' : 'no';
    }
  }
}

/** Java matches the whole text. Patterns of the user are not run: some take for ever. */
function matchesPattern(pattern: string, text: string): Answer {
  if (/[*?]/.test(pattern.replaceAll('.*', '')) || /[\\[\]{}()|^$+?]/.test(pattern) || hasUnknown(pattern))
    return 'unsure';
  return matchesWildcard(pattern.replaceAll('.*', '*').replaceAll('.', '?'), text);
}

/** Numbers, versions and dates, each part as a number; undefined where a part is none. */
function orderOf(left: string, right: string): number | undefined {
  const [lefts, rights] = [left, right].map((text) => text.split(/[.:T-]/).map(Number));
  if (!lefts || !rights || [...lefts, ...rights].some(Number.isNaN)) return undefined;
  for (let at = 0; at < Math.max(lefts.length, rights.length); at += 1) {
    const difference = (lefts[at] ?? 0) - (rights[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function firstYes(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unsure') ? 'unsure' : 'no';
}

function opposite(answer: Answer): Answer {
  if (answer === 'unsure') return answer;
  return answer === 'yes' ? 'no' : 'yes';
}
