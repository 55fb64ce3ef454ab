import table from '../../schemas/aws/eks-versions.json' with { type: 'json' };
import { compareKubernetesVersions, parseKubernetesVersion, type KubernetesVersion } from './kubernetes-version.ts';
import { isParseFailure } from './parse-failure.ts';

/** Where a version stands in its life on EKS; days as `2026-11-22`, the last on which it still holds. */
export type EksSupport =
  | { readonly state: 'standard'; readonly until: string }
  /** Costs more for each cluster and hour. */
  | { readonly state: 'extended'; readonly until: string }
  /** EKS makes no cluster of it and has moved those that ran it on; `until` where the table has the day. */
  | { readonly state: 'ended'; readonly until: string | undefined }
  /** Older than the first version that EKS had. */
  | { readonly state: 'never' }
  /** Newer than the table, or of a version whose ends nobody had published. */
  | { readonly state: 'unknown' };

interface Row {
  readonly version: KubernetesVersion;
  readonly standardUntil: string | null;
  readonly extendedUntil: string | null;
}

/** Newest first. */
let rows: readonly Row[] | undefined;

function calendar(): readonly Row[] {
  rows ??= table.versions.map((row) => ({ ...row, version: versionOf(row.version) }));
  return rows;
}

/** A version of the table itself. */
function versionOf(text: string): KubernetesVersion {
  const version = parseKubernetesVersion(text);
  if (isParseFailure(version)) throw new Error(`The calendar has a version '${text}'.`);
  return version;
}

/**
 * The support of a version on a day; on the day of the table when none is given. Never `ended` for a version that is
 * newer than the table. Source: schemas/aws/eks-versions.json.
 */
export function eksSupport(version: KubernetesVersion, today: string = table.asOf): EksSupport {
  const row = calendar().find((each) => compareKubernetesVersions(each.version, version) === 0);
  if (!row) {
    if (compareKubernetesVersions(version, versionOf(table.first)) < 0) return { state: 'never' };
    const [newest] = calendar();
    return newest && compareKubernetesVersions(version, newest.version) > 0
      ? { state: 'unknown' }
      : { state: 'ended', until: undefined };
  }
  const { standardUntil, extendedUntil } = row;
  if (standardUntil === null || extendedUntil === null) return { state: 'unknown' };
  if (today <= standardUntil) return { state: 'standard', until: standardUntil };
  return { state: today <= extendedUntil ? 'extended' : 'ended', until: extendedUntil };
}

/**
 * The oldest version that EKS supports on a day: at all, or at the standard price. The newest of the table, once the ends
 * of all others are past.
 */
export function oldestEksVersion(support: 'any' | 'standard', today?: string): KubernetesVersion {
  const supported = calendar().filter(({ version }) => {
    const { state } = eksSupport(version, today);
    return state === 'standard' || state === 'unknown' || (support === 'any' && state === 'extended');
  });
  return (supported.at(-1) ?? calendar()[0])?.version ?? versionOf(table.first);
}
