import { partitionOfRegion, partitions } from '../../../domain/index.ts';
import type { MapTerm, Origin, Term } from '../../../values/index.ts';
import type { Budget } from '../budget.ts';
import { derived } from '../hcl/derived.ts';
import { mapTerm, scalarTerm, textIn, unknownTerm } from '../hcl/terms.ts';
import { lifecyclePolicyDocument } from './lifecycle-policy-document.ts';
import { policyDocument } from './policy-document.ts';

/** What a data source is read from. */
export interface DataFacts {
  readonly body: MapTerm;
  readonly place: Origin;
  readonly budget: Budget;
  /** The region that is deployed to, where that is known. */
  readonly region: string | undefined;
  /** What the provider gives to everything. */
  readonly tags: () => Term | undefined;
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
    'aws_ecr_lifecycle_policy_document',
    (attribute, { body, place, budget }) =>
      attribute === 'json' ? lifecyclePolicyDocument(body, place, budget) : body.get(attribute),
  ],
  [
    'aws_default_tags',
    (attribute, { tags, place }) => (attribute === 'tags' ? (tags() ?? mapTerm(NONE, place)) : undefined),
  ],
  ['aws_region', (attribute, facts) => (['region', 'name', 'id'].includes(attribute) ? regionOf(facts) : undefined)],
  [
    'aws_partition',
    (attribute, { place, region }) => {
      const partition = partitionOf(region);
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
  ['aws_service_principal', (attribute, facts) => (attribute === 'name' ? servicePrincipal(facts) : undefined)],
]);

/** Can anything of this type of data source be known without asking AWS? */
export function isReadable(type: string): boolean {
  return READERS.has(type);
}

/** What a data source says; undefined where only AWS knows. */
export function readDataSource(type: string, attribute: string, facts: DataFacts): Term | undefined {
  return READERS.get(type)?.(attribute, facts);
}

const NONE: ReadonlyMap<string, Term> = new Map();
const UNTOLD = 'the region, which the provider is told when planning';

/** The region that is asked for, else the one that is deployed to. */
function regionOf({ body, place, budget, region }: DataFacts): Term {
  const here = region === undefined ? unknownTerm(UNTOLD, place) : scalarTerm(region, place);
  const asked = body.get('region') ?? body.get('name');
  return asked
    ? derived([asked], place, budget, ([given]) => (given?.state === 'scalar' && given.value === null ? here : asked))
    : here;
}

function partitionOf(region: string | undefined): (typeof partitions)[number] | undefined {
  const name = region === undefined ? undefined : partitionOfRegion(region);
  return partitions.find((each) => each.name === name);
}

/** Where every service goes by one name; elsewhere some have others. Source: data source aws_service_principal of provider 5.100. */
const ONE_NAME = new Set(['aws', 'aws-us-gov']);

/** `ecs-tasks.amazonaws.com` */
function servicePrincipal(facts: DataFacts): Term | undefined {
  const { body, place, budget } = facts;
  const service = body.get('service_name');
  if (!service) return undefined;
  return derived([service, regionOf(facts)], place, budget, ([name, region]) => {
    const unseen = [name, region].find((term) => term?.state === 'unknown');
    if (unseen) return unseen;
    const { name: partition = 'another partition' } = partitionOf(textIn(region)) ?? {};
    const text = textIn(name) ?? '';
    return ONE_NAME.has(partition)
      ? scalarTerm(`${text}.amazonaws.com`, place)
      : unknownTerm(`what service '${text}' is called in '${partition}'`, place);
  });
}
