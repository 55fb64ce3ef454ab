import table from '../../schemas/aws/partitions.json' with { type: 'json' };

/** One of AWS's separate worlds: accounts, Regions and ARNs of one mean nothing in another. */
export interface Partition {
  /** As in ARNs: 'aws', 'aws-cn', 'aws-us-gov' … */
  readonly name: string;
  /** What its Regions' names begin with; '' for 'aws', which has all the rest. */
  readonly regionPrefix: string;
  /** The domain of its endpoints, e.g. 'amazonaws.com.cn'. */
  readonly dnsSuffix: string;
  /** The domain of its dual-stack endpoints, e.g. 'on.aws'; null where none is published. */
  readonly dualStackSuffix: string | null;
}

/** Every known partition, 'aws' last. Source: schemas/aws/partitions.json. */
export const partitions: readonly Partition[] = table.partitions;

/** The partition that a Region belongs to, going by its name's beginning: a Region newer than the table is in 'aws'. */
export function partitionOfRegion(region: string): string {
  return partitions.find(({ regionPrefix }) => region.startsWith(regionPrefix))?.name ?? 'aws';
}

/** Whether the text has the shape of a Region's name (`eu-central-1`, `us-gov-west-1`), known to the table or not. */
export function isRegionName(text: string): boolean {
  return /^[a-z]{2,5}(-[a-z]{1,12}){1,2}-\d{1,2}$/.test(text);
}
