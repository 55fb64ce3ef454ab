import type { ClusterQuery, QuerySubject, QueryValue } from './cluster-query.ts';
import { UNKNOWN_TEXT } from './unknown-text.ts';

/** A query as text, with operators in their short form; what is read from it is the same query. */
export function formatClusterQuery(query: ClusterQuery): string {
  switch (query.kind) {
    case 'comparison': {
      const { subject, operator, values } = query;
      const head = `${formatQuerySubject(subject)} ${operator}`;
      if (operator === 'exists' || operator === '!exists') return head;
      const words = values.map((value) => formatValue(value, operator === '=~' || operator === '!~'));
      return operator === 'in' || operator === '!in' ? `${head} [${words.join(', ')}]` : `${head} ${words.join('')}`;
    }
    case 'not':
      return `not(${formatClusterQuery(query.query)})`;
    case 'and':
    case 'or':
      return query.queries.map(formatOperand).join(` ${query.kind} `);
    case 'unknown':
      return UNKNOWN_TEXT;
  }
}

/** A subject as it is written. */
export function formatQuerySubject({ field, name }: QuerySubject): string {
  return name === undefined ? field : `${field}:${name}`;
}

function formatOperand(query: ClusterQuery): string {
  const text = formatClusterQuery(query);
  return query.kind === 'and' || query.kind === 'or' ? `(${text})` : text;
}

/** Quotes keep blanks, brackets and conjunctions together. */
function formatValue({ text }: QueryValue, isPattern: boolean): string {
  const plain = isPattern
    ? /^(?!['"])(?:[^\s()[\]\\&|]|&(?!&)|\|(?!\|))+$/
    : /^(?!['"])(?:[^\s()[\],&|]|&(?!&)|\|(?!\|))+$/;
  if (plain.test(text)) return text;
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}
