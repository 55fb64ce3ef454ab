import { readdirSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { UsageError } from './usage-error.ts';

const TERRAFORM = /\.(?:tf|tofu)(?:\.json)?$/;

/** The folder of a root module that the user names, as the paths of files are: relative to `cwd`, with `/`. Throws a `UsageError`. */
export function namedFolder(name: string, cwd: string): string {
  const location = resolve(cwd, name);
  let names: string[];
  try {
    names = readdirSync(location);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const reason = { ENOENT: 'there is no such folder', ENOTDIR: 'it is not a folder' }[String(code)];
    throw new UsageError(`--terraform-root '${name}': ${reason ?? 'it cannot be read'}.`);
  }
  if (!names.some((each) => TERRAFORM.test(each))) {
    throw new UsageError(`--terraform-root '${name}': it holds no Terraform files.`);
  }
  return relative(cwd, location).split(sep).join('/') || '.';
}
