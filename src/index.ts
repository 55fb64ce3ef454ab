/**
 * The library: `const report = await lint(['infra'])`. The command line and the editors are made of it.
 * Reads files under the given paths, and in the working folder what those refer to; never executes, fetches or writes anything.
 */
import { FAMILIES, RULES as ENTRIES } from '../rules/index.ts';
import {
  describeModel,
  judge,
  printable,
  readProject,
  type ActiveRule,
  type DescribedResource,
  type Project,
} from './engine/index.ts';
import { closest } from './domain/index.ts';
import { FRONTENDS, isEvident } from './frontends/index.ts';
import { compareText, type Finding, type Notice, type Severity } from './findings/index.ts';
import type { Preset, Rule, RuleEntry } from './kit/index.ts';
import type { Source } from './text/source.ts';
import { TOOL, type Report, type Summary } from './reporters/index.ts';
import {
  invalidTextNotice,
  namedFolder,
  openFiles,
  openWorkspace,
  UsageError,
  type Workspace,
} from './workspace/index.ts';

export type {
  Category,
  Certainty,
  Finding,
  FindingResource,
  Fix,
  Notice,
  RelatedPlace,
  Severity,
} from './findings/index.ts';
export type { DescribedResource, UnknownPlace } from './engine/index.ts';
export type { Rule, RuleEntry, Preset } from './kit/index.ts';
export type { Report, Summary } from './reporters/index.ts';
export type { Edit, Source, Span } from './text/source.ts';
export { lineIndexOf, type Position } from './text/line-index.ts';
export { UsageError };

/** Every rule, with what a run must know of it before it loads it. */
export const RULES: readonly RuleEntry[] = ENTRIES;

/** A text to judge that is not on disk, or not as it is there. */
export interface TextFile {
  /** Relative to `cwd`, with `/`. */
  readonly path: string;
  readonly text: string | Uint8Array;
}

export interface LintOptions {
  /** What paths are relative to. Default: the working folder of the process. */
  readonly cwd?: string;
  /** The set of rules to start from. Default: `recommended`. */
  readonly preset?: Preset;
  /** Severity by rule id; `off` leaves a rule out, anything else brings it in. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** Rule ids and families; when given, no other rule runs, and these do whatever the preset. */
  readonly only?: readonly string[];
  /** CloudFormation parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Terraform variables, as `terraform plan -var` takes them. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Texts in the form of `.tfvars` or `.tfvars.json`; the later count more, and `variables` most. */
  readonly variableFiles?: readonly Source[];
  /** Folder of the root module that Terraform plans were made of, where it is not found among the files. */
  readonly terraformRoot?: string;
  readonly region?: string;
  /** As `1.34`. */
  readonly kubernetesVersion?: string;
  /** The day by which ends of life are judged, as `2026-11-22`. Default: the day of the run, in UTC. */
  readonly today?: string;
  /** Told of every file that is looked into, before it is read. */
  readonly onFile?: () => void;
  /** Told the milliseconds of each phase and of each rule, for those who look for time. */
  readonly onTime?: (kind: 'phase' | 'rule', name: string, milliseconds: number) => void;
}

/**
 * Lints files and folders, by path or as texts.
 * Throws a `UsageError` for a path or rule that does not exist; what is wrong with a file is a finding or a notice.
 */
export async function lint(files: readonly (string | TextFile)[], options: LintOptions = {}): Promise<Report> {
  const wanted = selectRules(options);
  const clock = options.onTime ? () => performance.now() : () => 0;
  const phase = stopwatch(clock, options.onTime);

  const { project, notices } = await open(files, options);
  phase('read');
  const active = await loadRules(wanted, project);
  phase('load rules');
  const { region, kubernetesVersion, today = new Date().toISOString().slice(0, 10) } = options;
  const settings = { region, kubernetesVersion, today };
  const judgement = judge(project, active, settings, clock);
  phase('judge');
  for (const [rule, time] of judgement.time) options.onTime?.('rule', rule, time);

  const findings = judgement.findings.filter((finding) => isWelcome(finding, options));
  const unknowns = [...judgement.unknowns].sort(
    ({ span: a }, { span: b }) => compareText(a.source.path, b.source.path) || a.start - b.start || a.end - b.end,
  );
  return {
    tool: TOOL,
    summary: summarize(findings, project, unknowns.length),
    findings,
    notices: [...notices, ...project.notices, ...judgement.notices],
    rules: new Map(active.filter(({ severity }) => severity !== 'off').map(({ rule }) => [rule.id, rule])),
    concealed: judgement.concealed,
    unknowns,
  };
}

/** What was understood of files and folders: every resource in the API's words. Throws as `lint` does. */
export async function describe(
  files: readonly (string | TextFile)[],
  options: LintOptions = {},
): Promise<{ readonly resources: readonly DescribedResource[]; readonly notices: readonly Notice[] }> {
  const { project, notices } = await open(files, options);
  const resources = describeModel(project.resources);
  return { resources, notices: [...notices, ...project.notices] };
}

/** All rules, with their pages' content, by id. */
export async function loadAllRules(): Promise<Rule[]> {
  const families = await Promise.all(Object.values(FAMILIES).map((load) => load()));
  return families.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface Wanted {
  readonly entry: RuleEntry;
  readonly severity: Severity | 'off';
}

/** What this run asks of each rule. Rules that conceal secrets are kept even when they are off. */
function selectRules({ preset = 'recommended', rules = {}, only }: LintOptions): Wanted[] {
  for (const id of Object.keys(rules))
    assertKnown(
      id,
      'rule',
      RULES.map((entry) => entry.id),
    );
  const families = new Set(RULES.map(({ id }) => familyOf(id)));
  for (const name of only ?? []) assertKnown(name, 'rule or family', [...RULES.map(({ id }) => id), ...families]);
  return RULES.flatMap((entry) => {
    const isOn = only ? isAmong(entry.id, only) : entry.presets.includes(preset) || entry.id in rules;
    const severity = isOn ? (rules[entry.id] ?? entry.severity) : 'off';
    return severity === 'off' && !entry.conceals ? [] : [{ entry, severity }];
  });
}

/** Of the rules that are asked for, those that visit something in this project; a family is loaded as a whole. */
async function loadRules(wanted: readonly Wanted[], project: Project): Promise<ActiveRule[]> {
  const present = new Set<string>([...project.resources, ...project.mistakes].map(({ kind }) => kind));
  const visiting = wanted.filter(({ entry }) => entry.visits.some((kind) => present.has(kind)));
  const families = [...new Set(visiting.map(({ entry }) => familyOf(entry.id)))];
  const loaded = await Promise.all(families.map(async (family) => (await FAMILIES[family]?.()) ?? []));
  const byId = new Map(loaded.flat().map((rule) => [rule.id, rule]));
  return visiting.flatMap(({ entry, severity }) => {
    const rule = byId.get(entry.id);
    return rule ? [{ rule, severity }] : [];
  });
}

/** Findings that rest on something we could not see are for those who ask for them. */
function isWelcome({ certainty, rule }: Finding, { preset, only, rules }: LintOptions): boolean {
  return certainty === 'certain' || preset === 'all' || isAmong(rule, only ?? []) || rule in (rules ?? {});
}

function isAmong(id: string, names: readonly string[]): boolean {
  return names.includes(id) || names.includes(familyOf(id));
}

function familyOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

function assertKnown(name: string, noun: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const meant = closest(name, known);
  throw new UsageError(`There is no ${noun} '${printable(name)}'${meant ? `; did you mean '${meant}'?` : '.'}`);
}

/** The project and the notices of the files; its own may become more as long as it is read. */
async function open(
  files: readonly (string | TextFile)[],
  { cwd = process.cwd(), parameters = {}, variables, variableFiles, terraformRoot, region, onFile }: LintOptions,
): Promise<{ project: Project; notices: Notice[] }> {
  const paths = files.filter((file) => typeof file === 'string');
  const root = terraformRoot === undefined ? undefined : namedFolder(terraformRoot, cwd);
  const workspace = openWorkspace({
    paths,
    extra: files
      .filter((file) => typeof file !== 'string')
      .map(({ path, text }) => ({ path, bytes: Buffer.from(text as Uint8Array) })),
    cwd,
    mayBeOurs: (text, path) => FRONTENDS.some((entry) => isEvident(entry, { path, text })),
    onFile,
  });
  const [lost] = workspace.missing;
  if (lost !== undefined) throw new UsageError(`There is no file or folder '${printable(lost)}'.`);
  const project = await readProject(workspace.files, FRONTENDS, {
    parameters,
    variables,
    variableFiles,
    terraformRoot: root,
    region,
    files: openFiles(cwd, terraformRoot === undefined ? paths : [...paths, terraformRoot]),
  });
  return { project, notices: [...workspace.notices, ...invalidTexts(workspace, project)] };
}

/** Broken bytes are worth a word in our files only. */
function invalidTexts({ invalid }: Workspace, project: Project): Notice[] {
  if (invalid.size === 0) return [];
  const ours = new Set([
    ...project.resources.map(({ path }) => path),
    ...project.mistakes.map(({ origin }) => origin.span.source.path),
  ]);
  return [...invalid].filter((path) => ours.has(path)).map(invalidTextNotice);
}

function summarize(findings: readonly Finding[], project: Project, unknown: number): Summary {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    files: project.files,
    resources: project.resources.length,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    suppressed: 0,
    unknown,
  };
}

function stopwatch(clock: () => number, onTime: LintOptions['onTime']): (phase: string) => void {
  let last = clock();
  return (phase) => {
    const now = clock();
    onTime?.('phase', phase, now - last);
    last = now;
  };
}
