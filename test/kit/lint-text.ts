import { judge, readProject, type Judgement } from '../../src/engine/index.ts';
import { FRONTENDS } from '../../src/frontends/index.ts';
import type { ExampleFile, Rule, Settings } from '../../src/kit/index.ts';

/** A file of a test: an example, or a path with its text. */
export type TestFile = ExampleFile | { readonly path: string; readonly text: string };

const NAMES = { json: 'example.json', yaml: 'example.yaml', 'terraform-json': 'example.tf.json' } as const;

export function pathOf(file: TestFile): string {
  return 'path' in file ? file.path : NAMES[file.syntax];
}

export interface TestOptions {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly settings?: Settings;
}

/** Lints texts as one project with these rules, through every layer but the disk. */
export async function lintTexts(
  rules: readonly Rule[],
  files: readonly TestFile[],
  options: TestOptions = {},
): Promise<Judgement> {
  const sources = files.map((file) => ({ path: pathOf(file), text: file.text, named: true }));
  const project = await readProject(sources, FRONTENDS, {
    parameters: options.parameters ?? {},
    region: options.settings?.region,
  });
  const judged = judge(
    project,
    rules.map((rule) => ({ rule, severity: rule.severity })),
    options.settings ?? {},
  );
  return { ...judged, notices: [...project.notices, ...judged.notices] };
}
