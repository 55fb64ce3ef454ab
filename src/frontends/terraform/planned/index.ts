import type { Frontend, Input, Lowering } from '../../frontend.ts';
import { terraform, treeFacts } from '../configuration.ts';
import { lowerModules, ModuleLowering } from '../modules/lower-modules.ts';
import type { ModuleSource } from '../modules/module-source.ts';
import { ModuleTree, type TreeFacts } from '../modules/module-tree.ts';
import { openDocument } from '../open-document.ts';
import { planOf, terraformPlan } from '../plan/index.ts';
import type { Plan } from '../plan/plan.ts';
import { kindsOfResource, TERRAFORM_KINDS } from '../types.ts';
import { matchGiven, matchRoot, type Match } from './match-root.ts';
import { missedBy } from './missed.ts';
import { plannedFacts } from './planned-facts.ts';
import { rootInputs } from './root-inputs.ts';
import { WrittenSource } from './written-source.ts';

/**
 * Lowers Terraform plans together with the configurations that they were made of. A resource that both have is one: its
 * values are the plan's, its places the source's, and what the plan does not know is what the source says of it.
 */
export const plannedTerraform: Frontend = {
  name: 'terraform-planned',
  kinds: TERRAFORM_KINDS,
  recognises: (root) => terraformPlan.recognises(root) || terraform.recognises(root),

  kindsIn(inputs, settings) {
    const { plans, sources } = split(inputs);
    if (settings?.terraformRoot !== undefined) return TERRAFORM_KINDS;
    return new Set([...(terraformPlan.kindsIn?.(plans) ?? []), ...(terraform.kindsIn?.(sources, settings) ?? [])]);
  },

  lower(inputs, lowering) {
    const { plans, sources } = split(inputs);
    const { terraformRoot } = lowering.settings;
    const facts = treeFacts(sources, lowering);
    const covered = new Set<ModuleSource>();
    const given = terraformRoot === undefined ? undefined : rootAt(terraformRoot, sources, facts, lowering);
    for (const { root } of plans) {
      const plan = planOf(root);
      const match = given ? matchGiven(plan, given.source) : matchRoot(plan, facts.sources.values());
      if (given && !match) lowering.notice(notMade(plan, given.source));
      lowerPlan(plan, match, given?.facts ?? facts, covered, lowering);
    }
    lowerModules(facts, openDocument, lowering, covered);
  },
};

function split(inputs: readonly Input[]): { readonly plans: readonly Input[]; readonly sources: readonly Input[] } {
  const plans = inputs.filter(({ root }) => terraformPlan.recognises(root));
  return { plans, sources: inputs.filter((input) => !plans.includes(input)) };
}

/** The root module that the user names, which need not be among the inputs. */
function rootAt(
  folder: string,
  sources: readonly Input[],
  facts: TreeFacts,
  lowering: Lowering,
): { readonly source: ModuleSource; readonly facts: TreeFacts } | undefined {
  const own = facts.sources.get(folder);
  if (own) return { source: own, facts };
  const inputs = [...sources, ...rootInputs(folder, facts.sources, lowering.settings.files)];
  const all = treeFacts(inputs, lowering);
  const source = all.sources.get(folder);
  return source && { source, facts: all };
}

function lowerPlan(
  plan: Plan,
  match: Match | undefined,
  facts: TreeFacts,
  covered: Set<ModuleSource>,
  lowering: Lowering,
): void {
  if (!match) {
    for (const source of plan.sources()) lowering.add(source);
    return;
  }
  const { source, isChanged } = match;
  const tree = new ModuleTree(source, { ...facts, planned: plannedFacts(plan) });
  const written = new WrittenSource(tree, plan.index);
  for (const each of plan.sources(written)) lowering.add(each);
  if (isChanged) lowering.notice(changed(plan, source));
  // A second plan of one root tells nothing new of what is written there.
  if (covered.has(source)) return;
  covered.add(source);
  const modules = new ModuleLowering(openDocument, lowering);
  for (const resource of plan.declared()) {
    const instance = written.instance(resource);
    if (!instance) continue;
    const [kind] = kindsOfResource(resource.type, (name) => resource.values.get(name)?.text);
    if (kind) modules.check(instance, kind);
  }
  const isMissed = missedBy(plan, tree);
  if (isMissed) modules.tree(tree, isMissed);
}

function changed({ root }: Plan, { folder }: ModuleSource): Parameters<Lowering['notice']>[0] {
  const message = `Its source in '${folder}' has changed since the plan was made; values are those of the plan.`;
  return { kind: 'incomplete', file: root.document.source.path, message };
}

function notMade({ root }: Plan, { folder }: ModuleSource): Parameters<Lowering['notice']>[0] {
  const message = `This plan was not made of '${folder}': that declares nothing of what is planned.`;
  return { kind: 'incomplete', file: root.document.source.path, message };
}
