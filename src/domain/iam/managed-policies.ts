import { hasUnknown } from '../unknown-text.ts';
import { parsePolicy, type Policy } from './policy.ts';
import type { PolicyJson } from './policy-json.ts';

type Table = Readonly<Record<string, { readonly document: PolicyJson }>>;

let table: Table | undefined;
const parsed = new Map<string, Policy>();

/** Loads the table that `managedPolicy` answers from: larger than all else here, and for projects with roles only. */
export async function loadManagedPolicies(): Promise<void> {
  table ??= (await import('./managed-policy-table.ts')).MANAGED_POLICIES;
}

const MANAGED = /^arn:([^:]*):iam::aws:policy\/(.+)$/;

/** Whether the ARN is that of a policy of AWS's own, known to the table or not. */
export function isManagedByAws(arn: string): boolean {
  return MANAGED.test(arn);
}

/**
 * The managed policy of AWS with this ARN, as of the table's date; undefined for one that is not in the table, for all
 * before the table is loaded, and for those of other partitions, whose documents differ.
 * Source: schemas/aws/managed-policies.json.
 */
export function managedPolicy(arn: string): Policy | undefined {
  const [, partition = '', name = ''] = MANAGED.exec(arn) ?? [];
  if (!table || !Object.hasOwn(table, name) || (partition !== 'aws' && !hasUnknown(partition))) return undefined;
  let policy = parsed.get(name);
  const row = table[name];
  if (!policy && row) parsed.set(name, (policy = parsePolicy(row.document)));
  return policy;
}
