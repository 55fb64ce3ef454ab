import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LintOptions, Source, TextFile } from '../index.ts';
import { UsageError } from '../workspace/usage-error.ts';
import type { ReadOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

export interface Inputs {
  readonly files: (string | TextFile)[];
  readonly settings: Pick<
    LintOptions,
    'cwd' | 'parameters' | 'variables' | 'variableFiles' | 'terraformRoot' | 'region' | 'kubernetesVersion'
  >;
}

/** What to read and what is known besides: paths, standard input, parameters. Throws a `UsageError`. */
export async function readInputs(paths: readonly string[], options: ReadOptions, terminal: Terminal): Promise<Inputs> {
  const { stdinFilename, parameter = {}, parameters, region, kubernetesVersion } = options;
  const { var: variables, varFile = [], terraformRoot } = options;
  if (paths.includes('')) throw new UsageError(`A path is empty; name a file or folder, or '-' for standard input.`);
  const files: (string | TextFile)[] = paths.filter((path) => path !== '-');
  if (paths.includes('-')) {
    files.push({ path: stdinFilename ?? '<stdin>', text: await terminal.readInput() });
  } else if (stdinFilename !== undefined) {
    throw new UsageError(`--stdin-filename names standard input, which is read only when '-' is among the paths.`);
  }
  return {
    files: paths.length === 0 ? ['.'] : files,
    settings: {
      cwd: terminal.cwd,
      parameters: { ...(parameters !== undefined && readParameters(parameters, terminal.cwd)), ...parameter },
      ...(variables && { variables }),
      variableFiles: varFile.map((file) => readVariables(file, terminal.cwd)),
      ...(terraformRoot !== undefined && { terraformRoot }),
      ...(region !== undefined && { region }),
      ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    },
  };
}

/** A file of Terraform variables; what it holds is read with the configuration. */
function readVariables(file: string, cwd: string): Source {
  try {
    return { path: file, text: readFileSync(resolve(cwd, file), 'utf8').replace(/^\ufeff/, '') };
  } catch {
    throw new UsageError(`--var-file '${file}': it cannot be read.`);
  }
}

/**
 * CloudFormation parameters from a file: the list that the AWS CLI takes, the map with `Parameters` that CodePipeline
 * takes, or a plain map.
 */
function readParameters(file: string, cwd: string): Record<string, string> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(resolve(cwd, file), 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read';
    throw new UsageError(`--parameters '${file}': ${reason}.`);
  }
  if (Array.isArray(json)) {
    return fromEntries(
      (json as unknown[]).map((item) => [fieldOf(item, 'ParameterKey'), fieldOf(item, 'ParameterValue')]),
    );
  }
  const map = fieldOf(json, 'Parameters') ?? json;
  if (typeof map !== 'object' || map === null) throw new UsageError(`--parameters '${file}': it holds no parameters.`);
  return fromEntries(Object.entries(map));
}

function fieldOf(thing: unknown, name: string): unknown {
  return typeof thing === 'object' && thing !== null ? (thing as Record<string, unknown>)[name] : undefined;
}

function fromEntries(entries: readonly (readonly [unknown, unknown])[]): Record<string, string> {
  return Object.fromEntries(
    entries.flatMap(([key, value]) =>
      typeof key === 'string' && ['string', 'number', 'boolean'].includes(typeof value) ? [[key, String(value)]] : [],
    ),
  );
}
