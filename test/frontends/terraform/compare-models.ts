import type { Described } from '../../../src/engine/index.ts';

/** What comparing the model of a source with that of its plan tells, of one value or of many. */
export interface Comparison {
  /** Where they differ: `path: what the source says, planned what the plan says`. */
  readonly differences: readonly string[];
  /** What the plan knows and the source does not: `path: the reason`. */
  readonly unknown: readonly string[];
  /** How many values the plan knows that somebody wrote. */
  readonly planned: number;
  /** How many of those the source knows, too. */
  readonly known: number;
}

/** What a plan may say where nobody wrote anything. */
export type Unwritten = (path: string, planned: Described) => boolean;

type Entries = Readonly<Record<string, Described>>;

const SAME: Comparison = { differences: [], unknown: [], planned: 0, known: 0 };

/** Lists whose order means something. Others are sets, or sorted by the provider. */
const ORDERED = new Set(['command', 'containerDefinitions', 'entryPoint']);

/**
 * Compares what the source says with what the plan does. What the plan does not know is no business of ours. What the
 * source does not know has a reason; of a text that it knows in part, the known stretches stand in the plan's. Conditions
 * are settled in the plan, so a choice of the source agrees when one of its options does. An empty text, list or map is
 * the same as none, as it is to the provider.
 */
export function compareModels(
  source: Described | undefined,
  plan: Described | undefined,
  path: string,
  unwritten: Unwritten,
): Comparison {
  const compare = (ours: Described | undefined, theirs: Described | undefined, at: string): Comparison => {
    if (isUnsure(theirs)) return SAME;
    if (isEmpty(ours)) return isEmpty(theirs) ? SAME : compareUnwritten(theirs, at);
    if (isEntries(ours) && '$choice' in ours) return compareChoice(ours['$choice'] as readonly Entries[], theirs, at);
    if (isEntries(ours) && '$unknown' in ours) return compareUnknown(ours['$unknown'], theirs, at);
    if (isEntries(ours) && '$template' in ours) return compareTemplate(ours, theirs, at);
    if (Array.isArray(ours) && Array.isArray(theirs))
      return compareLists(ours as Described[], theirs as Described[], at);
    if (isEntries(ours) && isEntries(theirs)) return compareEntries(ours, theirs, at);
    return ours === theirs ? { ...SAME, planned: 1, known: 1 } : differ(ours, theirs, at);
  };

  const compareEntries = (ours: Entries, theirs: Entries, at: string): Comparison => {
    const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    return sum([...keys].map((key) => compare(ours[key], theirs[key], `${at}/${key}`)));
  };

  /** Parts of what is not written are not written either. */
  const compareUnwritten = (theirs: Described | undefined, at: string): Comparison => {
    if (theirs === undefined || isUnsure(theirs) || unwritten(at, theirs)) return SAME;
    const parts = Array.isArray(theirs) ? byKey(theirs as Described[]) : theirs;
    if (!isEntries(parts)) return differ(undefined, theirs, at);
    return sum(Object.entries(parts).map(([key, value]) => compareUnwritten(value, `${at}/${key}`)));
  };

  const compareChoice = (options: readonly Entries[], theirs: Described | undefined, at: string): Comparison => {
    const tried = options.map(({ value }) => compare(value, theirs, at));
    return tried.find(isSame) ?? differ({ $choice: options }, theirs, at);
  };

  const compareLists = (ours: readonly Described[], theirs: readonly Described[], at: string): Comparison => {
    const [first, second] = [byKey(ours), byKey(theirs)];
    if (first && second) return compareEntries(first, second, at);
    const length = Math.max(ours.length, theirs.length);
    const inOrder = sum(Array.from({ length }, (_, index) => compare(ours[index], theirs[index], `${at}/*`)));
    if (isSame(inOrder) || ORDERED.has(at.split('/').at(-1) ?? '')) return inOrder;
    const left = [...ours];
    const paired = theirs.map((item): Comparison => {
      const found = left.findIndex((other) => isSame(compare(other, item, `${at}/*`)));
      const [other] = found < 0 ? [] : left.splice(found, 1);
      return compare(other, item, `${at}/*`);
    });
    const rest = left.map((item) => compare(item, undefined, `${at}/*`));
    const asSet = sum([...paired, ...rest]);
    return asSet.differences.length < inOrder.differences.length ? asSet : inOrder;
  };

  return compare(source, plan, path);
}

export function sum(comparisons: readonly Comparison[]): Comparison {
  return {
    differences: comparisons.flatMap(({ differences }) => differences),
    unknown: comparisons.flatMap(({ unknown }) => unknown),
    planned: comparisons.reduce((total, { planned }) => total + planned, 0),
    known: comparisons.reduce((total, { known }) => total + known, 0),
  };
}

function compareUnknown(reason: Described | undefined, plan: Described | undefined, path: string): Comparison {
  if (typeof reason !== 'string' || reason === '') return differ({ $unknown: reason ?? '' }, plan, path);
  const planned = leavesOf(plan);
  return { ...SAME, planned, unknown: planned === 0 ? [] : [`${path}: ${reason}`] };
}

function compareTemplate(source: Entries, plan: Described | undefined, path: string): Comparison {
  const parts = source['$template'] as readonly Described[];
  const pattern = parts.map((part) => (typeof part === 'string' ? escape(part) : '[^]*')).join('');
  const agrees = typeof plan === 'string' && new RegExp(`^${pattern}$`).test(plan);
  if (!agrees) return differ(source, plan, path);
  const [reason] = parts.flatMap((part) => (isEntries(part) ? [part['$unknown']] : []));
  return { ...SAME, planned: 1, unknown: [`${path}: in part, ${typeof reason === 'string' ? reason : ''}`] };
}

function differ(source: Described | undefined, plan: Described | undefined, path: string): Comparison {
  const planned = leavesOf(plan);
  return { ...SAME, planned, differences: [`${path}: ${tell(source)}, planned ${tell(plan)}`] };
}

function isSame({ differences }: Comparison): boolean {
  return differences.length === 0;
}

/** A list of named values, such as tags, attributes or environment variables, by name; their order means nothing. */
function byKey(list: readonly Described[]): Entries | undefined {
  const entries = new Map<string, Described>();
  for (const item of list) {
    if (!isEntries(item) || Object.keys(item).length !== 2) return undefined;
    const name = item['key'] ?? item['name'];
    const value = item['value'] ?? item['valueFrom'];
    if (typeof name !== 'string' || value === undefined || entries.has(name)) return undefined;
    entries.set(name, value);
  }
  return Object.fromEntries(entries);
}

function isEntries(value: Described | undefined): value is Entries {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Is it a secret, or is nothing of it known? */
function isUnsure(value: Described | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0 && (value as Described[]).every(isUnsure);
  return value === '***' || (isEntries(value) && ('$unknown' in value || '$template' in value));
}

function isEmpty(value: Described | undefined): boolean {
  return value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

function leavesOf(value: Described | undefined): number {
  if (isEmpty(value) || isUnsure(value)) return 0;
  if (typeof value !== 'object') return 1;
  return Object.values(value).reduce((total: number, part: Described) => total + leavesOf(part), 0);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function tell(value: Described | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
