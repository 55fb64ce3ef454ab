import { closest } from '../closest.ts';
import type { JsonPath, PlainJson } from '../plain-json.ts';
import { UNKNOWN_TEXT, hasUnknown } from '../unknown-text.ts';
import { compareRules } from './compare-rules.ts';
import {
  COUNT_TYPES,
  LIFECYCLE_ACTIONS,
  STORAGE_CLASSES,
  TAG_STATUSES,
  type CountType,
  type LifecycleAction,
  type LifecycleFault,
  type LifecyclePolicy,
  type LifecycleRule,
  type StorageClass,
  type TagSelection,
} from './policy.ts';

type Members = Readonly<Record<string, PlainJson>>;
type Fault = LifecycleFault extends infer Each ? (Each extends unknown ? Omit<Each, 'certainty'> : never) : never;

/** Images in the archive storage class are kept for so many days at least. Source: ECR user guide, "Archiving an image". */
const LEAST_DAYS_ARCHIVED = 90;
/** In one pattern. Source: ECR user guide, "Lifecycle policy properties". */
const MOST_WILDCARDS = 4;

/**
 * Reads a lifecycle policy. Never throws: what ECR would refuse is a fault with its path, and leaves the policy open; what
 * is unknown could be right. Linear in the document.
 * Source: ECR user guide, "Lifecycle policy properties" and "Lifecycle policy evaluation rules", as of 2026-11-22.
 */
export function parseLifecyclePolicy(document: PlainJson): LifecyclePolicy {
  const reader = new RuleReader();
  const { rules, isWhole } = reader.read(document);
  const faults = [...reader.faults, ...compareRules(rules)];
  return { rules, open: !isWhole || faults.length > 0, faults };
}

class RuleReader {
  readonly faults: LifecycleFault[] = [];

  read(document: PlainJson): { rules: LifecycleRule[]; isWhole: boolean } {
    const policy = this.#map(document, [], 'the policy', ['rules'], ['rules']);
    const written = policy?.['rules'];
    if (!policy || written === undefined || written === UNKNOWN_TEXT) return { rules: [], isWhole: false };
    if (!isList(written)) {
      this.#fault({ kind: 'value', at: ['rules'], field: 'rules', expected: 'a list of rules' });
      return { rules: [], isWhole: false };
    }
    const rules = written.map((each, index) =>
      each === UNKNOWN_TEXT ? undefined : this.#rule(each, ['rules', index]),
    );
    const known = rules.filter((rule) => rule !== undefined);
    return { rules: known, isWhole: known.length === written.length };
  }

  #rule(json: PlainJson, at: JsonPath): LifecycleRule | undefined {
    const needed = ['rulePriority', 'selection', 'action'];
    const rule = this.#map(json, at, 'the rule', [...needed, 'description'], needed);
    if (!rule) return undefined;
    this.#text(rule, 'description', at);
    const priority = this.#number(rule, 'rulePriority', at, {
      least: Number.MIN_SAFE_INTEGER,
      expected: 'a whole number',
    });
    const selection = this.#selection(rule['selection'], [...at, 'selection']);
    const action = this.#action(rule['action'], [...at, 'action']);
    return { at, priority, ...selection, action };
  }

  #selection(
    json: PlainJson | undefined,
    at: JsonPath,
  ): Pick<LifecycleRule, 'tags' | 'storageClass' | 'countType' | 'countNumber'> {
    const unknown = {
      tags: { status: 'unsure' },
      storageClass: undefined,
      countType: undefined,
      countNumber: undefined,
    } as const;
    if (json === undefined) return unknown;
    const needed = ['tagStatus', 'countType', 'countNumber'];
    const known = [...needed, 'tagPatternList', 'tagPrefixList', 'storageClass', 'countUnit'];
    const selection = this.#map(json, at, 'the selection', known, needed);
    if (!selection) return unknown;
    const tags = this.#tags(selection, at);
    const countType = this.#word(selection, 'countType', at, COUNT_TYPES);
    this.#countUnit(selection, at, countType);
    const storageClass = this.#storageClass(selection, at, countType);
    const countNumber = this.#number(selection, 'countNumber', at, leastCount(countType));
    return { tags, storageClass, countType, countNumber };
  }

  /** Either list, of at least one text, for tagged images; neither for others. */
  #tags(selection: Members, at: JsonPath): TagSelection {
    const status = this.#word(selection, 'tagStatus', at, TAG_STATUSES);
    const lists = ['tagPatternList', 'tagPrefixList'].filter((name) => selection[name] !== undefined);
    const [name, second] = lists;
    if (status === 'any' || status === 'untagged') {
      for (const field of lists) this.#unwanted(field, at, `with tagStatus '${status}'`);
      return { status };
    }
    const patterns = lists.flatMap((field) => this.#patterns(selection, field, at));
    if (status === undefined) return { status: 'unsure' };
    if (second !== undefined) this.#unwanted(second, at, `beside ${name ?? ''}`);
    if (name === undefined && !isOpen(selection)) {
      const because = "which tagStatus 'tagged' needs";
      this.#fault({ kind: 'missing', at, field: 'tagPatternList', owner: 'the selection', because });
    }
    const all = isOpen(selection) ? [...patterns, UNKNOWN_TEXT] : patterns;
    return { status, patterns: all, arePrefixes: name === 'tagPrefixList' };
  }

  #patterns(selection: Members, field: string, at: JsonPath): string[] {
    const place = [...at, field];
    const written = selection[field];
    if (written === UNKNOWN_TEXT) return [UNKNOWN_TEXT];
    if (!isList(written) || written.length === 0) {
      this.#fault({ kind: 'value', at: place, field, expected: 'a list of at least one text' });
      return [UNKNOWN_TEXT];
    }
    return written.map((item, index) => {
      const text = typeof item === 'string' ? item : undefined;
      if (text === undefined) {
        this.#fault({ kind: 'value', at: [...place, index], field, expected: 'texts only' });
        return UNKNOWN_TEXT;
      }
      if (field === 'tagPrefixList') return `${text}*`;
      if (text.split('*').length - 1 > MOST_WILDCARDS)
        this.#fault({ kind: 'value', at: [...place, index], field, expected: "at most four '*' in a text" });
      return text;
    });
  }

  /** "An error will occur if you specify a count unit when countType is any other value." */
  #countUnit(selection: Members, at: JsonPath, countType: CountType | undefined): void {
    const isWritten = selection['countUnit'] !== undefined;
    if (countType === 'imageCountMoreThan') {
      if (isWritten) this.#unwanted('countUnit', at, `with countType '${countType}'`);
      return;
    }
    this.#word(selection, 'countUnit', at, ['days']);
    if (countType !== undefined && !isWritten && !isOpen(selection)) {
      const because = `which countType '${countType}' needs`;
      const certainty = countType === 'sinceImagePushed' ? 'certain' : 'possible';
      this.#fault({ kind: 'missing', at, field: 'countUnit', owner: 'the selection', because }, certainty);
    }
  }

  /** Archived images are counted from their transition, others never are. */
  #storageClass(selection: Members, at: JsonPath, countType: CountType | undefined): StorageClass | undefined {
    const written = this.#word(selection, 'storageClass', at, STORAGE_CLASSES);
    if (countType === undefined || selection['storageClass'] === UNKNOWN_TEXT) return written;
    const fits = countType === 'sinceImageTransitioned' ? 'archive' : 'standard';
    if (written !== undefined && written !== fits) {
      const expected = `'${fits}' with countType '${countType}'`;
      this.#fault({ kind: 'value', at: [...at, 'storageClass'], field: 'storageClass', expected, suggestion: fits });
    } else if (selection['storageClass'] === undefined && fits === 'archive' && !isOpen(selection)) {
      const because = `which countType '${countType}' needs`;
      this.#fault({ kind: 'missing', at, field: 'storageClass', owner: 'the selection', because });
    }
    return fits;
  }

  #action(json: PlainJson | undefined, at: JsonPath): LifecycleAction | undefined {
    if (json === undefined) return undefined;
    const action = this.#map(json, at, 'the action', ['type', 'targetStorageClass'], ['type']);
    if (!action) return undefined;
    const type = this.#word(action, 'type', at, LIFECYCLE_ACTIONS);
    const target = action['targetStorageClass'];
    if (type === 'expire') {
      const because = "with an action of type 'expire'";
      if (target !== undefined)
        this.#unwanted('targetStorageClass', at, because, target === null ? 'certain' : 'possible');
      return type;
    }
    this.#word(action, 'targetStorageClass', at, ['archive']);
    if (type === 'transition' && target === undefined && !isOpen(action)) {
      const because = "which an action of type 'transition' needs";
      this.#fault({ kind: 'missing', at, field: 'targetStorageClass', owner: 'the action', because });
    }
    return type;
  }

  /** The members of a map; undefined for what is none. Members that nobody knows may be those that are needed. */
  #map(
    json: PlainJson,
    at: JsonPath,
    owner: string,
    known: readonly string[],
    needed: readonly string[],
  ): Members | undefined {
    if (!isMap(json)) {
      const field = String(at.at(-1) ?? 'policy');
      if (json !== UNKNOWN_TEXT) this.#fault({ kind: 'value', at, field, expected: `a map with ${needed.join(', ')}` });
      return undefined;
    }
    for (const field of Object.keys(json)) {
      if (known.includes(field) || hasUnknown(field)) continue;
      this.#fault({ kind: 'unknown', at: [...at, field], field, owner, suggestion: closest(field, known) });
    }
    // A misspelt member is not missing as well.
    const guessed = Object.keys(json).map((field) => (known.includes(field) ? undefined : closest(field, known)));
    for (const field of isOpen(json) ? [] : needed) {
      if (Object.hasOwn(json, field) || guessed.includes(field)) continue;
      this.#fault({ kind: 'missing', at, field, owner, because: 'without which ECR takes no policy' });
    }
    return json;
  }

  /** One of these words; undefined where it is not known, not written or wrong. */
  #word<T extends string>(members: Members, field: string, at: JsonPath, words: readonly T[]): T | undefined {
    const value = members[field];
    const word = words.find((each) => each === value);
    if (value === undefined || word !== undefined || (typeof value === 'string' && hasUnknown(value))) return word;
    const expected = words.map((each) => `'${each}'`).join(' or ');
    const suggestion = typeof value === 'string' ? closest(value, words) : undefined;
    this.#fault({ kind: 'value', at: [...at, field], field, expected, suggestion });
    return undefined;
  }

  #number(
    members: Members,
    field: string,
    at: JsonPath,
    { least, expected }: { least: number; expected: string },
  ): number | undefined {
    const value = members[field];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
    if (value === undefined || (typeof value === 'string' && hasUnknown(value))) return undefined;
    this.#fault({ kind: 'value', at: [...at, field], field, expected });
    return undefined;
  }

  #text(members: Members, field: string, at: JsonPath): void {
    const value = members[field];
    if (value === undefined || typeof value === 'string') return;
    this.#fault({ kind: 'value', at: [...at, field], field, expected: 'a text' });
  }

  #unwanted(field: string, at: JsonPath, because: string, certainty?: LifecycleFault['certainty']): void {
    this.#fault({ kind: 'unwanted', at: [...at, field], field, because }, certainty);
  }

  #fault(fault: Fault, certainty: LifecycleFault['certainty'] = 'certain'): void {
    this.faults.push({ ...fault, certainty });
  }
}

function leastCount(countType: CountType | undefined): { least: number; expected: string } {
  if (countType !== 'sinceImageTransitioned') return { least: 1, expected: 'a whole number from 1' };
  return {
    least: LEAST_DAYS_ARCHIVED,
    expected: `a whole number from ${String(LEAST_DAYS_ARCHIVED)}, the least that archived images are kept`,
  };
}

function isMap(json: PlainJson): json is Members {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isList(json: PlainJson | undefined): json is readonly PlainJson[] {
  return Array.isArray(json);
}

/** Whether there may be members that we do not see. */
function isOpen(members: Members): boolean {
  return UNKNOWN_TEXT in members;
}
