import { emptyMap, type Kind, type ResourceSource } from '../../model/index.ts';
import { settle, World, type MapTerm, type Term } from '../../values/index.ts';
import { checkDocuments } from '../check-documents.ts';
import type { Lowering } from '../frontend.ts';
import { madeMap } from '../made-terms.ts';
import { callOf } from './call.ts';
import type { Dependence } from './dependence.ts';
import { ownerOf, resourceText, Teller } from './mistakes.ts';
import { partsOf } from './part-resources.ts';
import { documentIn, spellingOf } from './spelling.ts';
import { ResourceOrigin } from './template-origin.ts';
import { TemplateMap } from './template-map.ts';
import type { Template, TemplateResource } from './template.ts';
import { scalarText } from './texts.ts';
import { kindsOfType, nameProperty } from './types.ts';

/** Hands over what a resource of a template is in the model, if it is anything there. */
export function lowerResource(
  resource: TemplateResource,
  template: Template,
  dependence: Dependence,
  lowering: Lowering,
): void {
  const { type, logicalId, node } = resource;
  const kinds = kindsOfType(type);
  if (kinds.length === 0) return;
  const term = propertiesOf(resource, template);
  const common = {
    address: logicalId,
    alias: constructPath(resource),
    scope: template,
    conditional: dependence.dependsOnConditions(node),
    dependsOn: dependsOn(resource),
  };
  const teller = new Teller(lowering, resourceText(resource), ownerOf(resource));
  const add = (source: ResourceSource): void => {
    lowering.add(source);
    checkDocuments(source.term, source.kind, source.spelling, { documentIn, tell: (mistake) => teller.tell(mistake) });
  };
  const exists = (world: World): boolean => template.resourceExists(logicalId, world);
  for (const kind of kinds) {
    add({ ...common, kind, term, name: nameOf(term, kind, type), spelling: spellingOf(kind, type), exists });
  }
  if (term.state !== 'map') return;
  for (const { kind, term: part, exists: isWritten } of partsOf(resource, term, template)) {
    const spelling = spellingOf(kind, type);
    add({ ...common, kind, term: part, spelling, exists: (world) => exists(world) && isWritten(world) });
  }
}

/** The properties, pointed at by the logical id. */
function propertiesOf(resource: TemplateResource, template: Template): Term {
  const { key, node, properties, evaluator, logicalId, type } = resource;
  const origin = new ResourceOrigin(key, node, logicalId);
  let term: Term = emptyMap(origin);
  if (properties) {
    if (properties.isMap && !callOf(properties)) term = new TemplateMap(properties, origin, evaluator);
    else if (!properties.isScalar || callOf(properties)) term = evaluator.evaluate(properties);
  }
  if (!properties && (node.get('Fn::Transform') ?? template.transforms.rewrite))
    return madeMap(origin, new Map(), true);
  return type === 'AWS::EC2::InternetGateway' && term.state === 'map' ? withVpc(term, logicalId, template) : term;
}

/** CloudFormation attaches an internet gateway by a resource of its own. */
function withVpc(gateway: MapTerm, logicalId: string, template: Template): MapTerm {
  for (const { type, properties, evaluator } of template.resources.values()) {
    if (type !== 'AWS::EC2::VPCGatewayAttachment' || !properties?.isMap) continue;
    const id = properties.get('InternetGatewayId');
    const vpc = properties.entry('VpcId');
    const term = id && settle(evaluator.evaluate(id), new World());
    if (!vpc || term?.state !== 'unknown' || term.reference?.address !== logicalId) continue;
    const vpcId = evaluator.evaluate(vpc.value, vpc.key);
    return {
      state: 'map',
      open: gateway.open,
      origin: gateway.origin,
      get: (name) => (name === 'VpcId' ? vpcId : gateway.get(name)),
      entries: () => gateway.entries(),
    };
  }
  return gateway;
}

/** The name that it will have whatever any condition says. */
function nameOf(term: Term, kind: Kind, type: string): string | undefined {
  const property = nameProperty(kind, type);
  const written = property !== undefined && term.state === 'map' ? term.get(property) : undefined;
  if (!written) return undefined;
  const world = new World();
  const name = settle(written, world);
  return name.state === 'scalar' && name.value !== null && world.trail.length === 0 ? scalarText(name) : undefined;
}

/** CDK leaves the path of the construct that made a resource. */
function constructPath({ node }: TemplateResource): string | undefined {
  const path = node.get('Metadata')?.get('aws:cdk:path');
  return path?.isScalar ? path.text : undefined;
}

/** Resources that must be there before it, besides those that it refers to. */
function dependsOn({ node, evaluator }: TemplateResource): readonly string[] {
  const written = node.get('DependsOn');
  const fill = (text: string): string => evaluator.locals?.fill(text) ?? text;
  if (written?.isScalar) return [fill(written.text)];
  return written?.isList ? [...written.items()].filter((item) => item.isScalar).map((item) => fill(item.text)) : [];
}
