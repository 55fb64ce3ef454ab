import type { Document, Node } from '../../../syntax/index.ts';
import type { Frontend } from '../../frontend.ts';
import { TERRAFORM_KINDS } from '../types.ts';
import { Plan } from './plan.ts';

/**
 * Lowers what `terraform show -json PLAN` prints: the resources that will exist, not those of before, of drift or of the
 * prior state. A state, which has `values` in place of `planned_values`, is not a plan.
 */
export const terraformPlan: Frontend = {
  name: 'terraform-plan',
  kinds: TERRAFORM_KINDS,

  recognises(root) {
    if (!root.isMap || root.document.syntax !== 'json') return false;
    // Terraform before 1.1 wrote the same under versions 0.1 and 0.2.
    const version = root.get('format_version')?.text ?? '';
    if (!/^[01]\.\d+$/.test(version)) return false;
    return root.get('planned_values')?.isMap === true || root.get('resource_changes')?.isList === true;
  },

  kindsIn: (inputs) => new Set(inputs.flatMap(({ root }) => [...planOf(root).kinds()])),

  partner: {
    name: 'terraform',
    isNeeded: ({ terraformRoot }) => terraformRoot !== undefined,
    load: async () => (await import('../planned/index.ts')).plannedTerraform,
  },

  lower(inputs, lowering) {
    for (const { root } of inputs) {
      for (const source of planOf(root).sources()) lowering.add(source);
    }
  },
};

const plans = new WeakMap<Document, Plan>();

/** The plan of a document, looked through once. */
export function planOf(root: Node): Plan {
  let plan = plans.get(root.document);
  if (!plan) plans.set(root.document, (plan = new Plan(root)));
  return plan;
}
