import table from '../../../schemas/aws/managed-policies.json' with { type: 'json' };
import type { PolicyJson } from './policy-json.ts';

/** Documents of AWS's managed policies, by path and name. Source: schemas/aws/managed-policies.json. */
export const MANAGED_POLICIES: Readonly<Record<string, { readonly document: PolicyJson }>> = table.policies;
