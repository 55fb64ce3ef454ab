import { closest } from '../../domain/closest.ts';
import { checkShape } from '../../model/index.ts';
import { NodeOrigin, type Node } from '../../syntax/index.ts';
import type { Lowering } from '../frontend.ts';
import { CallCheck } from './check-calls.ts';
import { ownerOf, resourceText, Teller } from './mistakes.ts';
import { propertyShape, propertySpelling } from './property-shape.ts';
import { TYPES_OF_SERVICES } from './service-types.ts';
import { ResourceOrigin } from './template-origin.ts';
import { TemplateMap } from './template-map.ts';
import type { Template, TemplateResource } from './template.ts';

/** Source: CloudFormation user guide, "Template sections"; SAM specification for `Globals`. */
const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Fn::Transform',
  'Hooks',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
  'Transform',
];

/** Source: CloudFormation user guide, "Resource attribute reference". */
const ATTRIBUTES = [
  'Condition',
  'CreationPolicy',
  'DeletionPolicy',
  'DependsOn',
  'Metadata',
  'Properties',
  'Type',
  'UpdatePolicy',
  'UpdateReplacePolicy',
];

/** What SAM adds: `Connectors` and `IgnoreGlobals` on resources. */
const SAM_ATTRIBUTES = ['Connectors', 'IgnoreGlobals'];

/** Sections that hold names of the user's choice. */
const MAP_SECTIONS = ['Conditions', 'Mappings', 'Outputs', 'Parameters'];

/** Tells of what CloudFormation would refuse in the form of a template. */
export function checkTemplate(template: Template, lowering: Lowering): void {
  // What a macro makes of the template may be anything.
  if (template.transforms.rewrite) return;
  const top = new Teller(lowering, 'the template');
  checkSections(template, top);
  const calls = new CallCheck(template);
  const seen = new Set<number>();
  for (const resource of template.resources.values()) {
    // A loop makes several resources of one text.
    if (seen.has(resource.node.index)) continue;
    seen.add(resource.node.index);
    const teller = new Teller(lowering, resourceText(resource), ownerOf(resource));
    checkResource(resource, template, teller);
    calls.checkResource(resource, teller);
  }
  calls.checkSections(top);
}

function checkSections(template: Template, teller: Teller): void {
  const sections = template.transforms.sam ? [...SECTIONS, 'Globals'] : SECTIONS;
  for (const { key, value } of template.root.entries()) {
    const name = key.text;
    // Keys that keep anchors of YAML; the command line drops them before it deploys.
    if (name.startsWith('x-') || name.startsWith('.')) continue;
    if (!sections.includes(name)) teller.unknownField(key, closest(name, sections));
    else if (MAP_SECTIONS.includes(name) && isNoMap(value)) teller.wrongType(value, name, 'a map', key);
  }
}

function checkResource(resource: TemplateResource, template: Template, teller: Teller): void {
  const { node, type, properties, evaluator, key, logicalId } = resource;
  const attributes = template.transforms.sam ? [...ATTRIBUTES, ...SAM_ATTRIBUTES] : ATTRIBUTES;
  let made = false;
  for (const entry of node.entries()) {
    const name = entry.key.text;
    if (name.startsWith('Fn::')) made = true;
    else if (name === 'Version' && type.includes('Custom')) continue;
    else if (!attributes.includes(name)) teller.unknownField(entry.key, closest(name, attributes));
  }
  if (made) return;
  const origin = new ResourceOrigin(key, node, logicalId);
  if (!node.get('Type')) teller.tell({ kind: 'syntax.missingField', origin, field: 'Type', owner: teller.part });
  checkType(node, type, teller);
  const shape = propertyShape(type);
  if (!shape) return;
  if (properties && isNoMap(properties)) teller.wrongType(properties, 'Properties', 'a map');
  const term = properties?.isMap ? new TemplateMap(properties, origin, evaluator) : undefined;
  const absent = { state: 'map', open: false, origin, get: () => undefined, entries: () => [] } as const;
  checkShape(term ?? absent, shape, propertySpelling, teller.part, (mistake) => teller.tell(mistake));
}

/** A list or a text; nothing at all is no mistake of type. */
function isNoMap(node: Node): boolean {
  return node.isList || (node.isScalar && node.text !== '');
}

/** A misspelt type of a service whose types are all known. */
function checkType(node: Node, type: string, teller: Teller): void {
  const [vendor = '', service = '', noun = ''] = type.split('::');
  const types = TYPES_OF_SERVICES.get(`${vendor}::${service}`);
  const value = node.get('Type');
  if (!types || types.has(noun) || !value || type.endsWith('::MODULE')) return;
  const allowed = [...types].map((name) => `${vendor}::${service}::${name}`);
  const nearest = closest(type, allowed);
  if (nearest === undefined) return;
  const origin = new NodeOrigin(value);
  teller.tell({
    kind: 'syntax.badValue',
    origin,
    field: 'Type',
    owner: teller.part,
    value: type,
    allowed,
    closest: nearest,
  });
}
