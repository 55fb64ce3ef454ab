import { loadInstanceTypes, loadManagedPolicies } from '../domain/index.ts';
import type { Notice } from '../findings/index.ts';
import { isEvident, type Frontend, type FrontendEntry, type Input, type LowerSettings } from '../frontends/frontend.ts';
import { loadShapes, Resource, type Mistake } from '../model/index.ts';
import { parseText, type Document } from '../syntax/index.ts';
import { lineIndexOf } from '../text/line-index.ts';
import type { Source } from '../text/source.ts';
import { isHelmTemplate, mayBeTemplate } from './helm.ts';
import { printable } from './message.ts';
import { isTerraformTemplate } from './terraform-template.ts';

/** All that one run knows of the user's system. */
export interface Project {
  readonly resources: readonly Resource[];
  readonly mistakes: readonly Mistake[];
  readonly notices: readonly Notice[];
  /** Files that held something of ours. */
  readonly files: number;
}

/** A file to read; `named` when the user named it, so that saying nothing about it would be rude. */
export interface ProjectFile extends Source {
  readonly named?: boolean;
}

interface Recognised {
  readonly frontend: Frontend;
  readonly inputs: Input[];
}

/** Braces in pairs are everyday text in Terraform. */
const HCL_PATH = /\.(?:tf|tofu|tfvars)$/;

/**
 * Reads every file, recognises what is ours by content, and lowers it. A file without any evidence of a format is not
 * parsed at all. Never throws at what a file holds: where a reader of ours fails, a notice of kind `crash` says so.
 */
export async function readProject(
  files: Iterable<ProjectFile>,
  entries: readonly FrontendEntry[],
  settings: LowerSettings,
): Promise<Project> {
  const notices: Notice[] = [];
  const mistakes: Mistake[] = [];
  const recognised = new Map<string, Recognised>();
  let count = 0;

  for (const file of files) {
    const first = entries.findIndex((entry) => isEvident(entry, file));
    if (first < 0) {
      if (file.named) notices.push(notOurs(file));
      continue;
    }
    const isHcl = HCL_PATH.test(file.path);
    if (!isHcl && isHelmTemplate(file.text)) {
      notices.push(isTemplate(file));
      continue;
    }
    try {
      const document = await parseText(file);
      const isBroken = !isHcl && document.faults.some(({ kind }) => kind === 'syntax');
      if (isBroken && mayBeTemplate(file.text)) {
        notices.push(isTemplate(file));
      } else if (isBroken && isTerraformTemplate(file.text)) {
        if (file.named) notices.push(isForTerraform(file));
      } else if (await claim(document, entries.slice(first), recognised)) {
        count++;
        mistakes.push(...faultsOf(document));
      } else if (document.faults.some(({ kind }) => kind === 'depth')) {
        notices.push({ kind: 'skipped', file: file.path, message: 'Skipped: what it holds is nested too deep.' });
      } else if (file.named) {
        notices.push(notOurs(file));
      }
    } catch (error) {
      notices.push({ kind: 'crash', file: file.path, message: `Reading this file failed: ${reasonOf(error)}` });
    }
  }

  const resources: Resource[] = [];
  for (const { frontend, inputs } of await paired(recognised, settings)) {
    await loadShapes(frontend.kindsIn?.(inputs, settings) ?? frontend.kinds);
    try {
      frontend.lower(inputs, {
        settings,
        add: (from) => resources.push(new Resource(from)),
        mistake: (mistake) => mistakes.push(mistake),
        notice: (notice) => notices.push(notice),
      });
    } catch (error) {
      const message = `Reading ${frontend.name} files failed: ${reasonOf(error)}`;
      notices.push({ kind: 'crash', file: inputs[0]?.root.document.source.path, message });
    }
  }
  if (resources.some(({ kind }) => kind === 'iam.role')) await loadManagedPolicies();
  if (resources.some(({ kind }) => kind === 'autoscaling.autoScalingGroup' || kind === 'ecs.capacityProvider'))
    await loadInstanceTypes();
  return { resources, mistakes, notices, files: count };
}

/**
 * Hands each document of the stream to the first front-end that recognises it; true when any did. Evidence is looked for
 * only where no front-end before has taken a document: in a large plan each search costs as much as a rule.
 */
async function claim(
  document: Document,
  entries: readonly FrontendEntry[],
  recognised: Map<string, Recognised>,
): Promise<boolean> {
  const frontends: Frontend[] = [];
  const untried = entries.values();
  let claimed = false;
  for (const [index, root] of document.roots.entries()) {
    if (!root) continue;
    let frontend = frontends.find((candidate) => candidate.recognises(root));
    while (!frontend) {
      const entry = untried.next().value;
      if (!entry) break;
      if (!isEvident(entry, document.source)) continue;
      const candidate = await entry.load();
      frontends.push(candidate);
      if (candidate.recognises(root)) frontend = candidate;
    }
    if (!frontend) continue;
    claimed = true;
    const known = recognised.get(frontend.name) ?? { frontend, inputs: [] };
    recognised.set(frontend.name, known);
    known.inputs.push({ root, index });
  }
  return claimed;
}

/** Each front-end with its documents; one that reads two formats together takes the place of both. */
async function paired(recognised: ReadonlyMap<string, Recognised>, settings: LowerSettings): Promise<Recognised[]> {
  const single = new Map(recognised);
  const pairs: Recognised[] = [];
  for (const [name, { frontend, inputs }] of recognised) {
    const { partner } = frontend;
    const other = partner && recognised.get(partner.name);
    if (!partner || !(other ?? partner.isNeeded(settings))) continue;
    single.delete(name);
    single.delete(partner.name);
    pairs.push({ frontend: await partner.load(), inputs: [...inputs, ...(other?.inputs ?? [])] });
  }
  return [...pairs, ...single.values()];
}

/** What the parser stumbled over. One slip trips it several times: what follows on the same line, or at the end, is no news. */
function* faultsOf(document: Document): Generator<Mistake> {
  if (document.faults.length === 0) return;
  const lines = lineIndexOf(document.source);
  let last: number | undefined;
  for (const fault of document.faults) {
    const span = document.span(fault.start, fault.end);
    const origin = { span, head: span, name: '', via: [] };
    if (fault.kind === 'duplicate-key') {
      yield { kind: 'syntax.duplicateKey', origin, key: keyText(document, fault.start, fault.end) };
      continue;
    }
    const { line } = lines.position(span.start);
    const isNews = last === undefined || (line !== last && fault.start < document.text.length);
    if (isNews) yield { kind: 'syntax.unreadable', origin, reason: fault.message };
    last = line;
  }
}

function keyText(document: Document, start: number, end: number): string {
  return document.text.slice(start, end).replace(/^["']|["']$/g, '');
}

function reasonOf(error: unknown): string {
  return printable(error instanceof Error ? error.message : String(error));
}

function isTemplate(file: Source): Notice {
  const message = 'Skipped a Helm template; lint its output with: helm template CHART | ecs-lint -';
  return { kind: 'skipped', file: file.path, message };
}

function isForTerraform(file: Source): Notice {
  const message = "Skipped a template of Terraform's; what it becomes is judged where templatefile() reads it.";
  return { kind: 'skipped', file: file.path, message };
}

function notOurs(file: Source): Notice {
  return { kind: 'skipped', file: file.path, message: 'Skipped: nothing in it is of a format that ecs-lint reads.' };
}
