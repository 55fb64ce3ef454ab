import {
  describeModel,
  judge,
  readProject,
  type DescribedResource,
  type Project,
} from '../../../../src/engine/index.ts';
import { FRONTENDS, type LowerSettings } from '../../../../src/frontends/index.ts';
import type { Rule } from '../../../../src/kit/index.ts';
import type { Resource } from '../../../../src/model/index.ts';
import { lineIndexOf } from '../../../../src/text/line-index.ts';
import { World, type Origin, type Value } from '../../../../src/values/index.ts';

/** What is read of some files, as the command line reads them. */
export class Planned {
  readonly project: Project;

  private constructor(project: Project) {
    this.project = project;
  }

  static async of(files: Readonly<Record<string, string>>, settings: Partial<LowerSettings> = {}): Promise<Planned> {
    const texts = Object.entries(files).map(([path, text]) => ({ path, text }));
    return new Planned(await readProject(texts, FRONTENDS, { parameters: {}, ...settings }));
  }

  get model(): readonly DescribedResource[] {
    return describeModel(this.project.resources);
  }

  /** `address file:line` of every resource, in the order of the model. */
  get places(): string[] {
    return this.model.map(({ address, file, line }) => `${address} ${file}:${String(line)}`);
  }

  get notices(): string[] {
    return this.project.notices.map(({ file, message }) => `${file ?? ''}: ${message}`);
  }

  resource(address: string): Resource {
    const found = this.project.resources.find((each) => each.address === address);
    if (!found) throw new Error(`No ${address}.`);
    return found;
  }

  /** A field of a resource, by its path. */
  value(address: string, path: string): Value<string> {
    let value: unknown = this.resource(address).view(new World());
    for (const step of path.split('.')) {
      const items = (value as { items?: readonly unknown[] }).items;
      value = items && /^\d+$/.test(step) ? items[Number(step)] : (value as Record<string, unknown>)[step];
    }
    return value as Value<string>;
  }

  /** Where a field is: `file:line text`. */
  at(address: string, path: string): string {
    return written(this.value(address, path).origin);
  }

  /** What a rule asked for and nobody can know. */
  unknownsFor(rule: Rule): string[] {
    return judge(this.project, [{ rule, severity: rule.severity }], {}).unknowns.map(
      ({ span, field, holder, pointer, reason }) =>
        `${holder === undefined ? `${span.source.path} ${field}` : `${holder}${pointer ?? ''}`}: ${reason}`,
    );
  }
}

/** `file:line text` of a place. */
export function written({ span }: Origin): string {
  const { source, start, end } = span;
  return `${source.path}:${String(lineIndexOf(source).position(start).line)} ${source.text.slice(start, end)}`;
}
