import attributes from '../../schemas/aws/load-balancer-attributes.json' with { type: 'json' };
import { checkAnnotationJson } from './annotation-json.ts';
import { parseFailure, type TextRange } from './parse-failure.ts';
import { checkWord, type WordFault } from './value-words.ts';

/** Names of attributes with their grammars, by what has them. */
const SETS: Readonly<Record<string, Readonly<Record<string, string>>>> = attributes.sets;

/**
 * The first thing wrong with the value of a load-balancer annotation; undefined when it is right. Besides the grammars of
 * checkWord there are `list` and `list cidr` (words with commas between them), `map` and `map application-target-group`
 * (`key=value`, the keys being attributes of that set) and `json listen-ports`: see checkAnnotationJson.
 * Source: AWS Load Balancer Controller, pkg/annotations/parser.go; schemas/aws/load-balancer-attributes.json.
 */
export function checkAnnotationValue(grammar: string, text: string): WordFault | undefined {
  const [kind, of] = grammar.split(' ', 2);
  switch (kind) {
    case 'list':
      return of === undefined ? undefined : firstFault(itemsOf(text), (item) => checkWord(of, text, item));
    case 'map':
      return firstFault(itemsOf(text), (item) => checkPair(text, item, of));
    case 'json':
      return checkAnnotationJson(of ?? '', text);
    default:
      return checkWord(grammar, text, { start: 0, end: text.length });
  }
}

function firstFault(
  items: Iterable<TextRange>,
  check: (item: TextRange) => WordFault | undefined,
): WordFault | undefined {
  for (const item of items) {
    const fault = check(item);
    if (fault) return fault;
  }
  return undefined;
}

/** What stands between commas, without blanks around it; nothing between two commas is no item. */
function* itemsOf(text: string): Generator<TextRange> {
  for (const match of text.matchAll(/[^,]+/g)) {
    const part = match[0];
    const start = match.index + part.length - part.trimStart().length;
    const end = match.index + part.trimEnd().length;
    if (start < end) yield { start, end };
  }
}

function checkPair(text: string, { start, end }: TextRange, set: string | undefined): WordFault | undefined {
  const equals = text.indexOf('=', start);
  if (equals <= start || equals >= end) return parseFailure(text, start, end, "'key=value'");
  const known = set === undefined ? undefined : SETS[set];
  if (!known) return undefined;
  const grammar = known[text.slice(start, equals)];
  if (grammar !== undefined) return checkWord(grammar, text, { start: equals + 1, end });
  const words = Object.keys(known);
  return { ...parseFailure(text, start, equals, 'the name of an attribute'), words, open: true };
}
