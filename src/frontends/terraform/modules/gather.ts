import { posix } from 'node:path';
import { NODE, type Node } from '../../../syntax/index.ts';
import type { Input } from '../../frontend.ts';
import { takeHcl, takeHclValues } from '../hcl/take.ts';
import { stackName, takeJson, takeJsonValues } from '../tf-json/take.ts';
import { Gathered, isOverride } from './gathered.ts';
import type { ModuleSource } from './module-source.ts';

/** Files that set variables of the root module by themselves, in this order. Source: Terraform, "Variable Precedence". */
const VALUES = /(?:^|\/)(?:terraform\.tfvars(?:\.json)?|[^/]*\.auto\.tfvars(?:\.json)?)$/;
export const IS_VALUES = /\.tfvars(?:\.json)?$/;

/**
 * The modules that these documents make up: all files of a folder are one. CDK for Terraform writes every stack to a file
 * of its own, which stands for itself.
 */
export function gatherModules(inputs: readonly Input[]): ReadonlyMap<string, ModuleSource> {
  let modules = known.get(inputs);
  if (!modules) known.set(inputs, (modules = gather(inputs)));
  return modules;
}

/** A front-end is asked for the kinds in its documents, and then lowers the same. */
const known = new WeakMap<readonly Input[], ReadonlyMap<string, ModuleSource>>();

function gather(inputs: readonly Input[]): ReadonlyMap<string, ModuleSource> {
  const roots = inputs.map(({ root }) => root);
  const paths = new Set(roots.map(pathOf));
  const modules = new Map<string, Gathered>();
  for (const root of overridesLast(roots)) {
    const path = pathOf(root);
    if (IS_VALUES.test(path) || isShadowed(path, paths)) continue;
    const folder = posix.dirname(path);
    const id = root.isMap && stackName(root) !== undefined ? path : folder;
    let module = modules.get(id);
    if (!module) modules.set(id, (module = new Gathered(id, folder)));
    module.roots.push(root);
    (root.kind === NODE.body ? takeHcl : takeJson)(root, module, isOverride(path));
  }
  for (const root of roots.filter((each) => VALUES.test(pathOf(each))).sort(byPrecedence)) {
    const folder = posix.dirname(pathOf(root));
    for (const module of modules.values()) {
      if (module.folder === folder) (root.kind === NODE.body ? takeHclValues : takeJsonValues)(root, module.values);
    }
  }
  return modules;
}

function pathOf(root: Node): string {
  return root.document.source.path;
}

/** OpenTofu reads `main.tofu` and not `main.tf` where both are there. */
function isShadowed(path: string, paths: ReadonlySet<string>): boolean {
  const tofu = path.replace(/\.tf(\.json)?$/, '.tofu$1');
  return tofu !== path && paths.has(tofu);
}

/** Override files come last, in the order of their names. */
function overridesLast(roots: readonly Node[]): Node[] {
  const overrides = roots.filter((root) => isOverride(pathOf(root)));
  return overrides.length === 0 ? [...roots] : [...roots.filter((root) => !overrides.includes(root)), ...overrides];
}

function byPrecedence(a: Node, b: Node): number {
  return rank(a) - rank(b) || (pathOf(a) < pathOf(b) ? -1 : 1);
}

function rank(root: Node): number {
  const name = posix.basename(pathOf(root));
  return name === 'terraform.tfvars' ? 0 : name === 'terraform.tfvars.json' ? 1 : 2;
}
