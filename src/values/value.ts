import type { Located, Origin } from './origin.ts';

/** Points at a resource of the same scope (template, module, cluster) by its address there. */
export interface Reference {
  /** Identity of the scope; two references with one scope see the same names. */
  readonly scope: object;
  readonly address: string;
  /** What of the resource is meant: `Arn`, `id`, `name`; undefined for what a bare reference gives. */
  readonly attribute?: string;
}

export interface Known<T> extends Located {
  readonly state: 'known';
  readonly value: T;
  /** The resource that the value was taken from, where the format says so: better than joining by name. */
  readonly reference?: Reference;
}
/** Partly known text: known stretches, and unknown values between them. */
export interface Template extends Located {
  readonly state: 'template';
  readonly parts: readonly (string | Unknown)[];
  /** The resource that the text was taken from, as a whole. */
  readonly reference?: Reference;
}
export interface Unknown extends Located {
  readonly state: 'unknown';
  /** Ends a sentence that begins "it is …": "parameter 'ImageTag', which has no default". */
  readonly reason: string;
  /** The resource whose identity this will be, where it is one of ours. */
  readonly reference?: Reference;
  /** True when something is certainly written here; false when even that is not known (a map merged from outside). */
  readonly written: boolean;
}
/** Not written, or written as nothing (`AWS::NoValue`, `null`). */
export interface Absent extends Located {
  readonly state: 'absent';
}

/**
 * One scalar of the user's configuration, as sure as it can be. A conditional value never reaches a rule as such: the
 * rule is replayed once for each decision that it depends on (see `world.ts`) and sees it settled.
 */
export type Value<T> = Known<T> | Template | Unknown | Absent;

/** What is known of a collection as a whole. */
interface Collection extends Located {
  readonly state: 'known' | 'unknown' | 'absent';
  /** Why it is unknown. */
  readonly reason?: string;
  /** True when something is certainly written here; false for what is absent, and for what may be merged in. */
  readonly written: boolean;
  /** True when there may be more than what is known. */
  readonly open: boolean;
}

/** A list of structs, of values or of lists; `items` is what is known. */
export interface List<T> extends Collection {
  readonly items: readonly T[];
}

/** A map with keys of the user's choice: labels, options, tags. */
export interface Table<T> extends Collection {
  /** In order; `at` is where the key is written. */
  readonly entries: readonly { readonly key: string; readonly at: Located; readonly value: T }[];
  get(key: string): T | undefined;
}

/** Facts about a struct besides its fields, kept under one name that no vendor uses. */
export type StructFacts = Collection;

/** A map with the fields of a shape. Fields of an absent struct are absent, of an unknown one unknown. */
export interface Struct {
  readonly $: StructFacts;
}

/** A free-form document: a policy, an event's input. Every step is allowed and none throws. */
export interface Json extends Located {
  readonly state: 'map' | 'list' | 'scalar' | 'template' | 'unknown' | 'absent';
  /** True when something is certainly written here. */
  readonly written: boolean;
  /** True when there may be more than what is known. */
  readonly open: boolean;
  /** The scalar itself; absent for maps and lists. */
  readonly value: Value<string | number | boolean>;
  readonly items: readonly Json[];
  /** In order; `at` is where the key is written. What is null counts as not written. */
  readonly entries: readonly { readonly key: string; readonly at: Located; readonly value: Json }[];
  /** Keys that are written with null: nothing to most services, but not to one that holds the document against a schema. */
  readonly nulls: readonly { readonly key: string; readonly at: Located }[];
  get(key: string): Json;
}

/** What `report` and the graph accept as a place. */
export type Place = Located | Struct;

export function originOf(place: Place): Origin {
  return '$' in place ? place.$.origin : place.origin;
}
