import { mayMatch, type ListTerm, type MapTerm, type SettledTerm, type Term } from '../../../values/index.ts';
import { compareDecimals, decimalOf } from './decimals.ts';
import { isGap, isSet, membersOf } from './lists.ts';
import { isDocument, isNull } from './make-terms.ts';
import { entriesOf } from './maps.ts';
import { knownText, partsOf } from './texts.ts';

type Settle = (term: Term) => SettledTerm;

/** Nesting beyond which values are not compared. */
const DEEPEST = 16;

/** Are the values equal, as `==` has it? Undefined when that is not known. */
export function areEqual(first: Term, second: Term, settle: Settle, depth = 0): boolean | undefined {
  if (isGap(first) || isGap(second) || depth > DEEPEST) return undefined;
  const [a, b] = [settle(first), settle(second)];
  if (a.state === 'unknown' || b.state === 'unknown') return undefined;
  if (isNull(a) || isNull(b)) return isNull(a) && isNull(b);
  if (isText(a) && isText(b)) return areEqualTexts(a, b, settle);
  if (a.state === 'template' || b.state === 'template') return undefined;
  if (a.state === 'scalar' && b.state === 'scalar') return areEqualScalars(a, b);
  if (a.state === 'list' && b.state === 'list') return areEqualLists(a, b, settle, depth);
  if (a.state === 'map' && b.state === 'map') return areEqualMaps(a, b, settle, depth);
  return false;
}

function isText(term: SettledTerm): boolean {
  return isDocument(term) || term.state === 'template' || (term.state === 'scalar' && typeof term.value === 'string');
}

function areEqualTexts(a: SettledTerm, b: SettledTerm, settle: Settle): boolean | undefined {
  const [first, second] = [partsOf(a, settle) ?? [], partsOf(b, settle) ?? []];
  const [text, other] = [knownText(first), knownText(second)];
  if (text !== undefined && other !== undefined) return text === other;
  if (text !== undefined) return mayMatch(second, text) ? undefined : false;
  return other === undefined || mayMatch(first, other) ? undefined : false;
}

type Scalar = Extract<SettledTerm, { state: 'scalar' }>;

function areEqualScalars(a: Scalar, b: Scalar): boolean | undefined {
  // A value that came through a variable or an argument may have been turned into the type of that.
  if (typeof a.value !== typeof b.value) return a.text === b.text ? undefined : false;
  const [first, second] = [decimalOf(a), decimalOf(b)];
  if (typeof a.value === 'number' && first && second) return compareDecimals(first, second) === 0;
  return a.value === b.value;
}

function areEqualLists(a: ListTerm, b: ListTerm, settle: Settle, depth: number): boolean | undefined {
  const [first, second] = [membersOf(a), membersOf(b)];
  if (!first || !second || first.some(isGap) || second.some(isGap)) return undefined;
  const isOrdered = !isSet(a) && !isSet(b);
  if (isOrdered && first.length !== second.length) return false;
  const answers = first.map((item, index) => areEqual(item, second[index] ?? item, settle, depth + 1));
  if (first.length === second.length && answers.every((answer) => answer === true)) return true;
  return isOrdered && answers.includes(false) ? false : undefined;
}

function areEqualMaps(a: MapTerm, b: MapTerm, settle: Settle, depth: number): boolean | undefined {
  const [first, second] = [entriesOf(a), entriesOf(b)];
  if (!first || !second) return undefined;
  let answer: boolean | undefined = a.open || b.open ? undefined : true;
  for (const [name, entry] of first) {
    const other = second.get(name);
    const same = other ? areEqual(entry.value, other.value, settle, depth + 1) : b.open ? undefined : false;
    if (same === false) return false;
    answer = same === undefined ? undefined : answer;
  }
  return !a.open && [...second.keys()].some((name) => !first.has(name)) ? false : answer;
}
