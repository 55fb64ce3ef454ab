import { partitionOfRegion, partitions } from '../../../domain/index.ts';
import type { MapTerm, Origin, Term } from '../../../values/index.ts';
import type { Budget } from '../budget.ts';
import { scalarTerm } from '../hcl/terms.ts';
import { policyDocument } from './policy-document.ts';

/** What a data source is read from. */
export interface DataFacts {
  readonly body: MapTerm;
  readonly place: Origin;
  readonly budget: Budget;
  /** The region that is deployed to, where that is known. */
  readonly region: string | undefined;
}

type Read = (attribute: string, facts: DataFacts) => Term | undefined;

/** Data sources that say no more than what is written; all others ask AWS. */
const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  [
    'aws_iam_policy_document',
    (attribute, { body, place, budget }) =>
      attribute === 'json' || attribute === 'minified_json' ? policyDocument(body, place, budget) : body.get(attribute),
  ],
  [
    'aws_region',
    (attribute, { body, place, region }) => {
      const given = body.get('region') ?? body.get('name');
      if (given) return attribute === 'region' || attribute === 'name' || attribute === 'id' ? given : undefined;
      return region !== undefined && ['region', 'name', 'id'].includes(attribute)
        ? scalarTerm(region, place)
        : undefined;
    },
  ],
  [
    'aws_partition',
    (attribute, { place, region }) => {
      const name = region === undefined ? undefined : partitionOfRegion(region);
      const partition = partitions.find((each) => each.name === name);
      if (!partition) return undefined;
      const values = new Map([
        ['partition', partition.name],
        ['id', partition.name],
        ['dns_suffix', partition.dnsSuffix],
      ]);
      const value = values.get(attribute);
      return value === undefined ? undefined : scalarTerm(value, place);
    },
  ],
]);

/** Can anything of this type of data source be known without asking AWS? */
export function isReadable(type: string): boolean {
  return READERS.has(type);
}

/** What a data source says; undefined where only AWS knows. */
export function readDataSource(type: string, attribute: string, facts: DataFacts): Term | undefined {
  return READERS.get(type)?.(attribute, facts);
}
