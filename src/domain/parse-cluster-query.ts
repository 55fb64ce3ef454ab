import { closest } from './closest.ts';
import { QueryScanner, type QueryWord } from './cluster-query-scanner.ts';
import {
  LONGEST_QUERY,
  QUERY_FIELDS,
  QUERY_OPERATORS,
  QUERY_OPERATOR_WORDS,
  type ClusterQuery,
  type ClusterQueryFailure,
  type QueryOperator,
  type QuerySubject,
  type QueryValue,
} from './cluster-query.ts';
import { isParseFailure, type TextRange } from './parse-failure.ts';
import { hasUnknown, UNKNOWN_TEXT } from './unknown-text.ts';

/** Deeper than anyone writes; ECS does not say where it stops. */
const DEEPEST = 100;

const ATTRIBUTE = 'attribute:';
const OPERATOR_SPELLINGS: readonly string[] = [...new Set([...QUERY_OPERATORS, ...QUERY_OPERATOR_WORDS.keys()])];
/** What other languages write. */
const FOREIGN_OPERATORS: ReadonlyMap<string, QueryOperator> = new Map([
  ['=', '=='],
  ['===', '=='],
  ['eq', '=='],
  ['!==', '!='],
  ['<>', '!='],
  ['ne', '!='],
  ['=>', '>='],
  ['gt', '>'],
  ['ge', '>='],
  ['=<', '<='],
  ['lt', '<'],
  ['le', '<='],
  ['~', '=~'],
  ['~=', '=~'],
  ['==~', '=~'],
  ['!=~', '!~'],
]);

/**
 * Reads a cluster query: comparisons joined by `and`/`&&` and `or`/`||`, of which the first is taken to bind closer, with
 * `not`/`!` and parentheses. Unknown text is taken wherever it could be right. A failure points at the first word that
 * cannot be, and suggests another where it is close to one. Linear in the text; never throws.
 * Source: ECS developer guide, "Create expressions to define container instances for Amazon ECS tasks".
 */
export function parseClusterQuery(text: string): ClusterQuery | ClusterQueryFailure {
  const scanner = new QueryScanner(text);
  if (text.replaceAll(UNKNOWN_TEXT, '').length > LONGEST_QUERY) {
    const at = { start: LONGEST_QUERY, end: text.length };
    return { at, expected: `at most ${String(LONGEST_QUERY)} characters`, certainty: 'certain' };
  }
  const query = readAlternatives(scanner, 0);
  if (isParseFailure(query) || scanner.isAtEnd) return query;
  return scanner.failHere("'and', 'or' or the end of the expression");
}

type Result = ClusterQuery | ClusterQueryFailure;

function readAlternatives(scanner: QueryScanner, depth: number): Result {
  return readJoined(scanner, 'or', () => readJoined(scanner, 'and', () => readNegated(scanner, depth)));
}

function readJoined(scanner: QueryScanner, kind: 'and' | 'or', read: () => Result): Result {
  const start = scanner.skipBlanks();
  const first = read();
  const queries = [];
  for (let query = first; ; query = read()) {
    if (isParseFailure(query)) return query;
    queries.push(query);
    if (!scanner.takeConjunction(kind)) break;
  }
  return queries.length === 1 ? first : { kind, queries, at: { start, end: scanner.end } };
}

function readNegated(scanner: QueryScanner, depth: number): Result {
  const start = scanner.skipBlanks();
  if (depth > DEEPEST) return { at: { start, end: start }, expected: 'less nesting', certainty: 'possible' };
  if (scanner.takeNegation()) {
    const query = readNegated(scanner, depth + 1);
    return isParseFailure(query) ? query : { kind: 'not', query, at: { start, end: scanner.end } };
  }
  if (!scanner.takeSign('(')) return readComparison(scanner);
  const query = readAlternatives(scanner, depth + 1);
  if (isParseFailure(query) || scanner.takeSign(')')) return query;
  return scanner.failHere("a ')' that closes the '(' before");
}

function readComparison(scanner: QueryScanner): Result {
  const word = scanner.subject();
  if (!word) return scanner.failHere("a subject such as 'attribute:NAME'");
  const start = word.start;
  const isUnknown = !namesAttribute(word.text) && hasUnknown(word.text);
  if (isUnknown && endsExpression(scanner)) return { kind: 'unknown', at: { start, end: word.end } };
  const subject = isUnknown ? undefined : readSubject(scanner, word);
  if (isParseFailure(subject)) return subject;

  const operatorWord = scanner.operator();
  if (!operatorWord) return scanner.failHere(`an operator such as '==' or 'in' after '${word.text}'`);
  const operatorAt = { start: operatorWord.start, end: operatorWord.end };
  const operator = operatorOf(operatorWord.text);
  if (!operator) {
    if (!hasUnknown(operatorWord.text)) return failAtOperator(scanner, operatorWord);
    readAnyValues(scanner);
    return { kind: 'unknown', at: { start, end: scanner.end } };
  }
  const values = readValues(scanner, operator, operatorWord.text);
  if (isParseFailure(values)) return values;
  const at: TextRange = { start, end: scanner.end };
  return subject ? { kind: 'comparison', subject, operator, values, at, operatorAt } : { kind: 'unknown', at };
}

function endsExpression(scanner: QueryScanner): boolean {
  if (scanner.isAtEnd) return true;
  return (
    scanner.text[scanner.end] === ')' ||
    /^(?:&&|\|\||(?:and|or)\b)/i.test(scanner.text.slice(scanner.end, scanner.end + 4))
  );
}

/** The documentation has one spelling of each word and does not say whether case counts, so here it does not. */
function namesAttribute(text: string): boolean {
  return text.slice(0, ATTRIBUTE.length).toLowerCase() === ATTRIBUTE;
}

function readSubject(scanner: QueryScanner, { text, start, end }: QueryWord): QuerySubject | ClusterQueryFailure {
  if (namesAttribute(text)) {
    const name = text.slice(ATTRIBUTE.length);
    if (name === '') return scanner.fail({ start: end, end }, "a name directly after 'attribute:'");
    return { field: 'attribute', name, at: { start, end } };
  }
  const field = QUERY_FIELDS.find((known) => known !== 'attribute' && known.toLowerCase() === text.toLowerCase());
  if (field) return { field, at: { start, end } };
  return failAtSubject(scanner, { text, start, end });
}

function failAtSubject(scanner: QueryScanner, { text, start, end }: QueryWord): ClusterQueryFailure {
  const expected = `a subject: 'attribute:NAME', ${QUERY_FIELDS.filter((field) => field !== 'attribute').join(', ')}`;
  const [prefix = ''] = text.split(':', 1);
  if (text.startsWith('attribute.')) {
    return scanner.fail({ start, end: start + ATTRIBUTE.length }, expected, ATTRIBUTE);
  }
  if (prefix.length < text.length && closest(prefix, ['attribute', 'task']) === 'attribute') {
    return scanner.fail({ start, end: start + prefix.length }, expected, 'attribute');
  }
  const suggestion = text.startsWith('ecs.') ? `${ATTRIBUTE}${text}` : closest(text, QUERY_FIELDS);
  return scanner.fail({ start, end }, expected, suggestion === 'attribute' ? undefined : suggestion);
}

function operatorOf(text: string): QueryOperator | undefined {
  const word = text.toLowerCase();
  return QUERY_OPERATORS.find((operator) => operator === word) ?? QUERY_OPERATOR_WORDS.get(word);
}

function failAtOperator(scanner: QueryScanner, { text, start, end }: QueryWord): ClusterQueryFailure {
  // 'not in' differs from 'not_in' in the blank only, so it is the closest.
  const suggestion = FOREIGN_OPERATORS.get(text.toLowerCase()) ?? closest(text, OPERATOR_SPELLINGS);
  const words = [...QUERY_OPERATOR_WORDS.keys()].filter((word) => word !== 'exists' && word !== 'in');
  const signs = QUERY_OPERATORS.join(' ');
  return scanner.fail({ start, end }, `an operator: ${signs} ${words.join(' ')}`, suggestion);
}

type Values = readonly QueryValue[] | ClusterQueryFailure;

function readValues(scanner: QueryScanner, operator: QueryOperator, word: string): Values {
  if (operator === 'exists' || operator === '!exists') return [];
  if (operator === 'in' || operator === '!in') return readList(scanner, word);
  const isPattern = operator === '=~' || operator === '!~';
  const value = isPattern ? scanner.pattern() : scanner.literal();
  if (value) return isParseFailure(value) ? value : [value];
  return scanner.failHere(`${isPattern ? 'a pattern' : 'a value'} after '${word}'`);
}

/** `[a, b]`; an unknown text may hold the brackets. */
function readList(scanner: QueryScanner, word: string): Values {
  if (!scanner.takeSign('[')) {
    const value = scanner.text[scanner.skipBlanks()] === UNKNOWN_TEXT ? scanner.literal() : undefined;
    if (value) return isParseFailure(value) ? value : [value];
    return scanner.failHere(`a list in brackets after '${word}', such as '[a, b]'`);
  }
  const values: QueryValue[] = [];
  do {
    const value = scanner.literal();
    if (!value) return scanner.failHere('a value in the list');
    if (isParseFailure(value)) return value;
    values.push(value);
  } while (scanner.takeSign(','));
  if (!scanner.takeSign(']')) return scanner.failHere("',' or ']'");
  return values;
}

/** What stands behind an unknown operator, whichever it is. */
function readAnyValues(scanner: QueryScanner): void {
  if (endsExpression(scanner)) return;
  if (scanner.text[scanner.end] === '[') readList(scanner, 'in');
  else scanner.pattern();
}
