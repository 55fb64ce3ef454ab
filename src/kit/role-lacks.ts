import { allows, type ResourceName } from '../domain/index.ts';
import type { CarriedPolicy } from '../graph/index.ts';
import type { Place } from '../values/index.ts';

export interface Permission {
  /** Any one of them will do: more than one where it is not known which service is asked. */
  readonly anyOf: readonly string[];
  /** ARN, or '*' for actions that know no resource. */
  readonly resource: string | ResourceName;
}

/** Something that a role is needed for. */
export interface RoleNeed {
  /** Its sort. */
  readonly for: string;
  readonly permissions: readonly Permission[];
}

/** Needs of one sort that the role fails in the same way. */
export interface Lack<N extends RoleNeed> {
  readonly needs: [N, ...N[]];
  readonly missing: readonly Permission[];
  /** The Deny that is in the way; undefined where nothing allows it. */
  readonly deny: Place | undefined;
}

/** What the role certainly may not do, by sort of need and actions. */
export function lacksOf<N extends RoleNeed>(policies: readonly CarriedPolicy[], needs: Iterable<N>): Iterable<Lack<N>> {
  const lacks = new Map<string, Lack<N>>();
  for (const need of needs) {
    const refused = need.permissions.flatMap((permission) => refusalOf(policies, permission) ?? []);
    const deny = refused.find((refusal) => refusal.deny)?.deny;
    const missing = refused.filter((refusal) => (refusal.deny === undefined) === (deny === undefined));
    if (missing.length === 0) continue;
    const key = [need.for, deny !== undefined, ...missing.map(({ permission }) => permission.anyOf.join('|'))].join();
    const known = lacks.get(key);
    if (known) known.needs.push(need);
    else lacks.set(key, { needs: [need], missing: missing.map(({ permission }) => permission), deny });
  }
  return lacks.values();
}

function refusalOf(
  policies: readonly CarriedPolicy[],
  permission: Permission,
): { readonly permission: Permission; readonly deny: Place | undefined } | undefined {
  const { anyOf, resource } = permission;
  const verdicts = anyOf.map((action) =>
    allows(
      policies.map(({ policy }) => policy),
      { action, resource },
    ),
  );
  if (verdicts.some(({ answer }) => answer !== 'no')) return undefined;
  const by = verdicts.find((verdict) => verdict.by)?.by;
  const holder = policies.find(({ policy }) => policy === by?.policy);
  return { permission, deny: by && holder?.placeOf(by.statement.at) };
}
