import { describeModel, readProject, type DescribedResource } from '../../src/engine/index.ts';
import type { Notice } from '../../src/findings/index.ts';
import type { Frontend, LowerSettings } from '../../src/frontends/frontend.ts';
import type { Mistake, Resource } from '../../src/model/index.ts';
import { lineIndexOf } from '../../src/text/line-index.ts';

export interface Lowered {
  readonly resources: readonly Resource[];
  /** As `ecs-lint model` prints them. */
  readonly model: readonly DescribedResource[];
  readonly mistakes: readonly Mistake[];
  readonly notices: readonly Notice[];
  /** How many of the files were recognised. */
  readonly files: number;
}

/** Reads texts with one front-end, the way the engine does. */
export async function lowerFiles(
  frontend: Frontend,
  files: Readonly<Record<string, string>>,
  settings: Partial<LowerSettings> = {},
): Promise<Lowered> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const entry = { name: frontend.name, evidence: /^/, load: () => Promise.resolve(frontend) };
  const project = await readProject(sources, [entry], { parameters: {}, ...settings });
  return { ...project, model: describeModel(project.resources) };
}

export function lowerText(frontend: Frontend, text: string, path = 'input.json'): Promise<Lowered> {
  return lowerFiles(frontend, { [path]: text });
}

/** Each mistake as `line:text kind field of owner …`, where `text` is what it points at. */
export function tellMistakes(mistakes: readonly Mistake[]): string[] {
  return mistakes.map((mistake) => {
    const { origin, kind } = mistake;
    const { source, start, end } = origin.head;
    const { line } = lineIndexOf(source).position(start);
    const words = [`${line}:${source.text.slice(start, end)}`, kind.replace('syntax.', '')];
    if ('field' in mistake) words.push(`${mistake.field} of ${mistake.owner}`);
    if ('expected' in mistake) words.push(`${mistake.actual}, not ${mistake.expected}`);
    if ('closest' in mistake && mistake.closest !== undefined) words.push(`like ${mistake.closest}`);
    return words.join(' ');
  });
}
