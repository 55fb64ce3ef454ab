import { fingerprint, type Certainty, type Finding, type Fix, type Notice, type Severity } from '../findings/index.ts';
import { Graph, ResourceIndex } from '../graph/index.ts';
import type { Context, FixProposal, Printable, Rule, Settings } from '../kit/index.ts';
import { MOST_VALUES, Resource, type Kind, type MistakeKind } from '../model/index.ts';
import type { Edit, Span } from '../text/source.ts';
import { decisionsBehind, explore, originOf, type Decision, type Located, World, type Place } from '../values/index.ts';
import { GatheredFindings } from './gather-findings.ts';
import { escapeControls, fillMessage, printable } from './message.ts';
import { heldSpans, secretData, sensitiveSpans, writtenSpans } from './secret-data.ts';
import type { Project } from './project.ts';

/** A value that could not be judged, and why. */
export interface UnknownPlace {
  readonly span: Span;
  /** The field, as the file spells it. */
  readonly field: string;
  /** Ends a sentence that begins "it is …". */
  readonly reason: string;
  /** Address and JSON pointer where a line says nothing to the user, as those of a finding. */
  readonly holder?: string | undefined;
  readonly pointer?: string | undefined;
}

/** A rule with the severity that this run gives it. Rules that are `off` are handed over only for what they conceal. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity | 'off';
}

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly notices: readonly Notice[];
  /** Values that a rule asked for and nobody can know before deployment, each once. */
  readonly unknowns: readonly UnknownPlace[];
  /** Where secrets stand, whether or not a finding says so: reporters mask them. */
  readonly concealed: readonly Span[];
  /** Milliseconds by rule, for `--stats`. */
  readonly time: ReadonlyMap<string, number>;
}

interface RawReport {
  readonly at: Place;
  readonly message: string;
  readonly data?: Readonly<Record<string, Printable>> | undefined;
  readonly related?: readonly ({ readonly at: Place; readonly note: string } | undefined)[];
  readonly fix?: FixProposal | undefined;
  readonly severity?: Severity;
  readonly certainty?: Certainty;
}

/** What a finding tells of the resource that it is about. */
interface Named {
  readonly kind: string;
  readonly address: string;
  readonly name: string | undefined;
  readonly alias?: string | undefined;
}

type Keep = (
  active: ActiveRule,
  raw: RawReport,
  resource: Named | undefined,
  ways: readonly (readonly Decision[])[],
) => void;
type Visit = (thing: unknown, context: Context<Record<string, string>>) => void;

/**
 * Runs the rules over the project. Rules are pure: each visit is replayed once for every consistent way in which the
 * conditions that it reads could turn out, and a finding says when it holds. A rule that throws is named in a notice of
 * kind `crash`, and the others still run.
 */
export function judge(
  project: Project,
  rules: readonly ActiveRule[],
  settings: Settings,
  clock: () => number = () => 0,
): Judgement {
  const unknowns = new Map<string, UnknownPlace>();
  const index = new ResourceIndex(project.resources, ({ written, reference, reason, origin }) => {
    // What refers to a resource of the tree is joined, not unknown.
    if (!written || reference) return;
    const { source, start, end } = origin.span;
    const key = `${source.path}\n${String(start)}\n${String(end)}\n${origin.name}`;
    if (unknowns.has(key)) return;
    const { span, name: field, address: holder, pointer } = origin;
    unknowns.set(key, { span, field, reason, holder, pointer });
  });
  const gathered = new GatheredFindings();
  const notices: Notice[] = [];
  const time = new Map<string, number>();
  const crashed = new Set<string>();
  const concealed = new Set<Span>();
  /** Resources of which a finding shows something sensitive. */
  const revealing = new Set<Resource>();

  const guard = (active: ActiveRule, about: Located, run: () => void): void => {
    const before = clock();
    try {
      run();
    } catch (error) {
      if (!crashed.has(active.rule.id)) {
        crashed.add(active.rule.id);
        const reason = printable(error instanceof Error ? error.message : String(error));
        notices.push({
          kind: 'crash',
          file: about.origin.span.source.path,
          message: `Rule '${active.rule.id}' failed: ${reason}`,
        });
      }
    }
    time.set(active.rule.id, (time.get(active.rule.id) ?? 0) + clock() - before);
  };
  const keep: Keep = (active, raw, resource, ways) => {
    const hide = (spans: readonly Span[]): void => spans.forEach((span) => concealed.add(span));
    if (active.rule.conceals) hide([originOf(raw.at).span, ...heldSpans(originOf(raw.at))]);
    if (active.severity === 'off') return;
    for (const place of [raw, ...(raw.related ?? [])]) {
      if (!place) continue;
      const origin = originOf(place.at);
      if (origin.sensitive) {
        hide(writtenSpans(origin));
        if (resource instanceof Resource) revealing.add(resource as Resource);
      }
      hide(origin.secrets?.() ?? []);
    }
    gathered.add(findingOf(active, raw, resource, ways));
  };

  const byKind = visitorsByKind(rules);
  for (const resource of project.resources) {
    const visitors = byKind.get(resource.kind);
    if (!visitors) continue;
    const incomplete: string[] = [];
    let start = startIn(index, new World());
    for (const { active, visit } of visitors) {
      // Rules see the resource in one world as long as none of them asks for a decision.
      if (start.world.trail.length > 0 || start.world.decisions.size > 0) start = startIn(index, new World());
      guard(active, resource, () => {
        const complete = visitResource(start, index, resource, active, visit, settings, keep);
        if (!complete && active.severity !== 'off') incomplete.push(active.rule.id);
      });
    }
    if (incomplete.length > 0) {
      const message = `'${printable(resource.address)}' depends on too many conditions to judge every combination for ${incomplete.join(', ')}.`;
      notices.push({ kind: 'incomplete', file: resource.path, message });
    }
  }
  for (const { isCut, address, path } of project.resources) {
    if (!isCut) continue;
    const message = `'${printable(address)}' is too large to be judged as a whole: of ${MOST_VALUES.toLocaleString('en')} values on, all are unknown.`;
    notices.push({ kind: 'incomplete', file: path, message });
  }
  for (const mistake of project.mistakes) {
    for (const { active, visit } of byKind.get(mistake.kind) ?? []) {
      guard(active, mistake, () => {
        const report = (raw: RawReport): void => keep(active, raw, mistake.resource, []);
        visit(mistake, { report } as unknown as Context<Record<string, string>>);
      });
    }
  }
  const findings = gathered.sorted();
  // Only files with a finding are shown.
  const shown = new Set(
    findings.flatMap(({ span, related }) => [span, ...related.map((place) => place.span)]).map(({ source }) => source),
  );
  for (const resource of revealing) for (const span of sensitiveSpans(resource)) concealed.add(span);
  for (const resource of project.resources) {
    for (const span of secretData(resource)) if (shown.has(span.source)) concealed.add(span);
  }
  return {
    findings,
    notices,
    unknowns: [...unknowns.values()],
    concealed: [...concealed],
    time,
  };
}

function visitorsByKind(rules: readonly ActiveRule[]): Map<Kind | MistakeKind, { active: ActiveRule; visit: Visit }[]> {
  const byKind = new Map<Kind | MistakeKind, { active: ActiveRule; visit: Visit }[]>();
  for (const active of rules) {
    for (const [kind, visit] of Object.entries(active.rule.visit)) {
      const list = byKind.get(kind as Kind) ?? [];
      // Each visitor is typed for its own kind by defineRule, and called with nothing else.
      list.push({ active, visit: visit as unknown as Visit });
      byKind.set(kind as Kind, list);
    }
  }
  return byKind;
}

/** A world to look at a resource in. */
interface Start {
  readonly world: World;
  readonly graph: Graph;
}

function startIn(index: ResourceIndex, world: World): Start {
  return { world, graph: new Graph(index, world) };
}

/** False when there were too many combinations of conditions to see them all. */
function visitResource(
  start: Start,
  index: ResourceIndex,
  resource: Resource,
  active: ActiveRule,
  visit: Visit,
  settings: Settings,
  keep: Keep,
): boolean {
  const { outcomes, complete } = explore((world): RawReport[] => {
    const reports: RawReport[] = [];
    if (!resource.exists(world)) return reports;
    visit(index.view(resource, world), {
      graph: world === start.world ? start.graph : new Graph(index, world),
      resource,
      settings,
      report: (raw: RawReport): void => void reports.push(raw),
    });
    return reports;
  }, start.world);
  if (outcomes.length === 1) {
    for (const raw of outcomes[0]?.result ?? []) keep(active, raw, resource, []);
    return complete;
  }
  const worlds = outcomes.map(({ world }) => world);
  const seen = new Map<string, { raw: RawReport; worlds: Set<World> }>();
  for (const { world, result } of outcomes) {
    for (const raw of result) {
      const { span } = originOf(raw.at);
      const words = wordsOf(active.rule, raw);
      const key = [span.source.path, span.start, span.end, raw.severity, raw.certainty, words].join('\n');
      const known = seen.get(key);
      if (known) known.worlds.add(world);
      else seen.set(key, { raw, worlds: new Set([world]) });
    }
  }
  for (const { raw, worlds: having } of seen.values()) {
    keep(active, raw, resource, decisionsBehind([...having], worlds));
  }
  return complete;
}

function wordsOf(rule: Rule, raw: RawReport): string {
  return fillMessage(rule.messages[raw.message] ?? raw.message, raw.data ?? {});
}

function findingOf(
  active: ActiveRule,
  raw: RawReport,
  resource: Named | undefined,
  ways: readonly (readonly Decision[])[],
): Finding {
  const { rule } = active;
  const origin = originOf(raw.at);
  const words = wordsOf(rule, raw);
  const span = isWide(raw.at) ? origin.head : origin.span;
  return {
    rule: rule.id,
    severity: milder(active.severity, rule.severity, raw.severity),
    category: rule.category,
    certainty: raw.certainty ?? rule.certainty ?? 'certain',
    messageId: raw.message,
    message: withConditions(words, ways),
    span,
    holder: origin.address,
    pointer: origin.pointer,
    related: [
      ...(raw.related ?? [])
        .filter((place) => place !== undefined)
        .map(({ at, note }) => ({ message: escapeControls(note), span: originOf(at).head })),
      ...origin.via.map((hop) => ({ message: escapeControls(hop.note), span: hop.span })),
    ],
    resource: resource && {
      kind: resource.kind,
      address: resource.address,
      name: resource.name,
      alias: resource.alias,
    },
    also: [],
    fix: raw.fix && settleFix(raw.fix),
    fingerprint: fingerprint([rule.id, span.source.path, resource?.address ?? '', raw.message, words]),
  };
}

/** Collections and resources go on for pages, and so may what a mistake of form is about. */
function isWide(place: Place): boolean {
  return '$' in place || 'items' in place || 'entries' in place || 'kind' in place;
}

/** A report's own severity counts only while the user has not changed the rule's. */
function milder(configured: Severity | 'off', own: Severity, reported: Severity | undefined): Severity {
  if (configured === 'off') return own;
  return reported !== undefined && configured === own ? reported : configured;
}

/** Ways to come about that a message lists; of more it gives the first as an instance. */
const MOST_WAYS = 3;

/** "… (when 'IsProd' is true and 'IsSpot' is false, or 'IsTest' is true)." before the message's full stop. */
function withConditions(words: string, ways: readonly (readonly Decision[])[]): string {
  if (ways.length === 0) return words;
  const listed = ways
    .slice(0, ways.length > MOST_WAYS ? 1 : MOST_WAYS)
    .map((way) => way.map(({ label, outcome }) => `'${printable(label)}' is ${String(outcome)}`).join(' and '))
    .join(', or ');
  const when = ways.length > MOST_WAYS ? `for instance when ${listed}` : `when ${listed}`;
  return `${words.replace(/\.$/, '')} (${when}).`;
}

/** The edits of a proposal; none when one of its places cannot be edited safely. */
function settleFix(proposal: FixProposal): Fix | undefined {
  const edits: Edit[] = [];
  for (const change of proposal.changes) {
    const { origin } = change.at;
    const made = change.change === 'remove' ? origin.removal?.() : origin.replacement?.(change.value);
    if (!made) return undefined;
    edits.push(...made);
  }
  return { title: escapeControls(proposal.title), safety: proposal.safety, edits };
}
