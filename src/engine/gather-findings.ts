import { compareFindings, type Finding, type FindingResource, type Fix } from '../findings/index.ts';

type Gathered = { -readonly [Key in keyof Finding]: Finding[Key] } & { also: FindingResource[] };

/**
 * The findings of a run, one for each mistake. What one place does to several resources (a module that is called three
 * times, a task definition that two services run) is one finding: it speaks of the first and names the others.
 */
export class GatheredFindings {
  readonly #byPlace = new Map<string, Gathered[]>();
  readonly #said = new Set<string>();

  add(finding: Finding): void {
    const { rule, messageId, severity, certainty, span, message, resource } = finding;
    const place = [span.source.path, span.start, span.end, rule, messageId, severity, certainty].join('\n');
    const saying = [place, resource?.kind, resource?.address, message].join('\n');
    if (this.#said.has(saying)) return;
    this.#said.add(saying);
    const here = this.#byPlace.get(place) ?? [];
    this.#byPlace.set(place, here);
    const known = here.find((other) => other.message === message) ?? here.find((other) => !concerns(other, resource));
    if (!known) here.push({ ...finding, also: [] });
    else if (resource && !concerns(known, resource)) {
      known.also.push(resource);
      if (!isSame(known.fix, finding.fix)) known.fix = undefined;
    }
  }

  sorted(): Finding[] {
    return [...this.#byPlace.values()].flat().sort(compareFindings);
  }
}

function concerns(finding: Gathered, resource: FindingResource | undefined): boolean {
  const isIt = ({ kind, address }: FindingResource): boolean => kind === resource?.kind && address === resource.address;
  return finding.resource ? isIt(finding.resource) || finding.also.some(isIt) : !resource;
}

/** What is right for one resource only is no fix for all. */
function isSame(a: Fix | undefined, b: Fix | undefined): boolean {
  return JSON.stringify(a?.edits.map(bare)) === JSON.stringify(b?.edits.map(bare));
}

function bare({ source, start, end, text }: Fix['edits'][number]): readonly unknown[] {
  return [source.path, start, end, text];
}
