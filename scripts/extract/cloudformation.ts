/**
 * Extracts schemas/cloudformation/resources.json from @aws-cdk/aws-service-spec (Apache-2.0), a dev dependency:
 *   npx tsx scripts/extract/cloudformation.ts
 *
 * Types: those that schemas/kinds.json names, all of ECS, ECR, EKS, EFS and S3 Files, and attachments that join them.
 * Per type: `ref` (the properties or attributes whose values `Ref` gives, joined by '|' when several), `attributes` of
 * `Fn::GetAtt`, `properties`, and `types` (its nested property types by name). Field types are in the mini-language of
 * src/model/shape.ts; `Tag` is CloudFormation's {Key, Value}.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { readKinds } from '../shapes/kinds.ts';
import { root } from '../shapes/root.ts';

const WHOLE_SERVICES = /^AWS::(?:ECS|ECR|EKS|EFS|S3Files)::/;
const BESIDES = ['AWS::EC2::VPCGatewayAttachment', 'AWS::ElasticLoadBalancingV2::ListenerCertificate'];

const database = loadAwsServiceSpecSync();
type Resource = ReturnType<typeof findResource>;
type PropertyType = Resource['properties'][string]['type'];
type Properties = Resource['properties'];

const kinds = [...readKinds().values()].flatMap(({ cloudformation = [] }) => cloudformation);
const wanted = new Set([...kinds, ...BESIDES]);
for (const { cloudFormationType: type } of database.all('resource')) if (WHOLE_SERVICES.test(type)) wanted.add(type);

const entries = [...wanted].sort().map((type) => `    ${JSON.stringify(type)}: ${print(findResource(type))}`);
const folder = join(root, 'node_modules', '@aws-cdk', 'aws-service-spec');
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
writeFileSync(
  join(root, 'schemas', 'cloudformation', 'resources.json'),
  `{
  "source": ${JSON.stringify(`@aws-cdk/aws-service-spec ${version}, by scripts/extract/cloudformation.ts`)},
  "asOf": ${JSON.stringify(new Date().toISOString().slice(0, 10))},
  "version": ${JSON.stringify(version)},
  "resources": {
${entries.join(',\n')}
  }
}
`,
);

function findResource(type: string) {
  return database.lookup('resource', 'cloudFormationType', 'equals', type).only();
}

function print(resource: Resource): string {
  const types = new Map<string, string>();
  const properties = printFields(resource.properties, 8, types);
  const attributes = Object.entries(resource.attributes).map(([name, { type }]): [string, string] => [
    name,
    readType(type, new Map()),
  ]);
  const nested = [...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => `        "${name}": ${text}`);
  return `{
      "ref": ${JSON.stringify(resource.cfnRefIdentifier ?? resource.primaryIdentifier ?? [])},
      "attributes": ${printObject(attributes, 8)},
      "properties": ${properties},
      "types": {${nested.length > 0 ? `\n${nested.join(',\n')}\n      ` : ''}}
    }`;
}

function printFields(properties: Properties, indent: number, types: Map<string, string>): string {
  const fields = Object.entries(properties)
    .map(([name, { type, required }]): [string, string] => [name, readType(type, types) + (required ? '!' : '')])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return printObject(fields, indent);
}

function printObject(fields: readonly (readonly [string, string])[], indent: number): string {
  if (fields.length === 0) return '{}';
  const pad = ' '.repeat(indent);
  const lines = fields.map(([name, text]) => `${pad}${JSON.stringify(name)}: ${JSON.stringify(text)}`);
  return `{\n${lines.join(',\n')}\n${' '.repeat(indent - 2)}}`;
}

function readType(type: PropertyType, types: Map<string, string>): string {
  switch (type.type) {
    case 'array':
      return `[${readType(type.element, types)}]`;
    case 'map':
      return `{${readType(type.element, types)}}`;
    case 'tag':
      return 'Tag';
    case 'union':
      return readUnion(type.types, types);
    case 'ref': {
      const { name, properties } = database.get('typeDefinition', type.reference.$ref);
      if (!types.has(name)) {
        types.set(name, '{}');
        types.set(name, printFields(properties, 10, types));
      }
      return name;
    }
    case 'date-time':
      return 'string';
    case 'null':
      return 'any';
    default:
      return type.type;
  }
}

/** A property of several types takes the freest: JSON beside text is JSON; text beside a number is text. */
function readUnion(members: readonly PropertyType[], types: Map<string, string>): string {
  const texts = members.map((member) => readType(member, types));
  for (const free of ['json', 'string']) if (texts.includes(free)) return free;
  const [first] = texts;
  if (first === undefined) throw new Error('A union of no types.');
  return first;
}
