import type { Category, Certainty, Severity } from '../findings/index.ts';
import type { Graph } from '../graph/index.ts';
import type { Kind, Kinds, MistakeKind, Mistakes, Resource } from '../model/index.ts';
import type { Located, Place, Value } from '../values/index.ts';
import type { Example } from './examples.ts';

/** The {names} in a message: 'hostPort {host}' has 'host'. `{name.field}` asks for a place's name as the file spells it. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Base}.field` ? Base : Name) | Names<Rest>
  : never;

/** What a message can hold. A place prints as its value, or as its field's name with `.field`; secrets never print. */
export type Printable = string | number | boolean | Value<string | number | boolean> | Located;

export interface Related {
  readonly at: Place;
  /** A sentence: "Network mode set here." */
  readonly note: string;
}

/** A change to the model; the front-end that read the text spells it. */
export type Change =
  | { readonly change: 'remove'; readonly at: Located }
  | { readonly change: 'set'; readonly at: Located; readonly value: string | number | boolean };

export const remove = (at: Located): Change => ({ change: 'remove', at });
export const set = (at: Located, value: string | number | boolean): Change => ({ change: 'set', at, value });

export interface FixProposal {
  readonly title: string;
  /** `safe` only when the deployed system behaves the same or merely stops failing. */
  readonly safety: 'safe' | 'unsafe';
  readonly changes: readonly Change[];
}

interface ReportBase {
  /** The narrowest place that is wrong. */
  readonly at: Place;
  readonly related?: readonly (Related | undefined)[];
  readonly fix?: FixProposal | undefined;
  /** Milder or sharper than the rule's own, where the case differs. */
  readonly severity?: Severity;
  readonly certainty?: Certainty;
}

type DataFor<Text extends string> = [Names<Text>] extends [never]
  ? { readonly data?: undefined }
  : { readonly data: Readonly<Record<Names<Text>, Printable>> };

/** One finding; the compiler checks `data` against the {names} in the message. */
export type Report<Messages extends Record<string, string>> = {
  [Id in keyof Messages & string]: ReportBase & { readonly message: Id } & DataFor<Messages[Id]>;
}[keyof Messages & string];

/** What is known of the account from the command line or the configuration. */
export interface Settings {
  readonly region?: string | undefined;
  /** As `1.34`. */
  readonly kubernetesVersion?: string | undefined;
  /** The day of this run, as `2026-11-22`, by which the ends of life are judged; where it is not given, the date of each table. */
  readonly today?: string | undefined;
}

export interface Context<Messages extends Record<string, string>> {
  /** Who refers to whom, across files, in the world of this visit. */
  readonly graph: Graph;
  readonly resource: Resource;
  readonly settings: Settings;
  /** Reports a finding. */
  readonly report: (finding: Report<Messages>) => void;
}

export type Visitors<Messages extends Record<string, string>> = {
  readonly [K in Kind]?: (view: Kinds[K], context: Context<Messages>) => void;
} & {
  readonly [K in MistakeKind]?: (mistake: Located & Mistakes[K], context: Pick<Context<Messages>, 'report'>) => void;
};

export type Preset = 'recommended' | 'security' | 'all';

/** Everything about a rule, in one object: what it says, why, how it decides, what it looks like. */
export interface RuleDefinition<Messages extends Record<string, string>> {
  /** `family/offence`; for ever. */
  readonly id: string;
  /** Names of the same thing elsewhere: `catalogue:ecs-deploy-deadlock`, `checkov:CKV_AWS_97`, `cfn-lint:E3047`. */
  readonly aka?: readonly string[];
  /** What AWS says when it is too late. */
  readonly awsErrors?: readonly string[];
  /** One sentence, imperative: what it requires or forbids. */
  readonly summary: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly certainty?: Certainty;
  /** Presets besides `all`. Default: `recommended`, and `security` for the category of that name. */
  readonly presets?: readonly Preset[];
  readonly since: string;
  /** What happens otherwise, and the fact that says so. */
  readonly why: string;
  readonly references: readonly string[];
  readonly messages: Messages;
  /** True when some of its findings carry a fix; its examples show one. */
  readonly fixable?: boolean;
  /** True for a rule whose findings point at secrets: it runs even when it is off, so that they are masked everywhere. */
  readonly conceals?: boolean;
  readonly visit: Visitors<Messages>;
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] };
}

/** A visitor whose types only `defineRule` knows; the engine calls each with its own kind and nothing else. */
export type AnyVisitor = (thing: never, context: never) => void;

/** A rule as the engine and the docs see it, whatever its messages. */
export interface Rule extends Omit<RuleDefinition<Record<string, string>>, 'visit'> {
  readonly visit: Readonly<Record<string, AnyVisitor>>;
}

/** Types a rule: `data` against the {names} of its messages, visitors against the kinds that they see. */
export function defineRule<const Messages extends Record<string, string>>(rule: RuleDefinition<Messages>): Rule {
  return rule;
}

/** What a run must know of a rule before it loads it. */
export interface RuleEntry {
  readonly id: string;
  readonly severity: Severity;
  readonly presets: readonly Preset[];
  /** Kinds of resources and mistakes that it visits. */
  readonly visits: readonly string[];
  readonly conceals?: boolean;
}

/** The presets that a rule belongs to; every rule belongs to `all`. */
export function presetsOf(rule: Rule): readonly Preset[] {
  const own = rule.presets ?? (rule.category === 'security' ? ['recommended', 'security'] : ['recommended']);
  return [...own, 'all'];
}
