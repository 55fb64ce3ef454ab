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
    if (!root.isMap) return false;
    // Terraform before 1.1 wrote the same under versions 0.1 and 0.2.
    const version = root.get('format_version')?.text ?? '';
    if (!/^[01]\.\d+$/.test(version)) return false;
    return root.get('planned_values')?.isMap === true || root.get('resource_changes')?.isList === true;
  },

  lower(inputs, lowering) {
    for (const { root } of inputs) {
      for (const source of new Plan(root).sources()) lowering.add(source);
    }
  },
};
