import table from '../../schemas/aws/fargate-platforms.json' with { type: 'json' };

/** Linux and Windows platforms count by themselves: Windows 1.0.0 is current, Linux 1.0.0 is gone. */
export type FargateOs = 'linux' | 'windows';

/** The platform version that `LATEST` stands for. Source: schemas/aws/fargate-platforms.json. */
export function latestFargatePlatform(os: FargateOs): string {
  return table[os].latest;
}

/**
 * Can a task no longer start on this platform version on a day (that of the table, when none is given)? False for
 * `LATEST`, and for any version that the table does not have: it may be newer.
 */
export function isRetiredFargatePlatform(version: string, os: FargateOs, today: string = table.asOf): boolean {
  const retired: readonly { readonly version: string; readonly on: string | null }[] = table[os].retired;
  const row = retired.find((each) => each.version === version);
  return row !== undefined && (row.on === null || row.on <= today);
}
