import { partitionOfRegion, partitions } from '../../domain/partition.ts';
import type { Term } from '../../values/index.ts';
import { Deferred, textTerm, unknownTerm } from './computed.ts';
import type { TemplateOrigin } from './template-origin.ts';
import type { Template } from './template.ts';

/** What each gives. Source: CloudFormation user guide, "Pseudo parameters reference". */
const MEANING: Readonly<Record<string, string>> = {
  'AWS::AccountId': 'the account that the stack is deployed to',
  'AWS::NotificationARNs': 'the notification topics of the stack',
  'AWS::Partition': 'the partition that the stack is deployed to',
  'AWS::Region': 'the region that the stack is deployed to',
  'AWS::StackId': 'the ID of the stack',
  'AWS::StackName': 'the name of the stack',
  'AWS::URLSuffix': 'the domain of the partition that the stack is deployed to',
};

export const PSEUDO_PARAMETERS: readonly string[] = [...Object.keys(MEANING), 'AWS::NoValue'];

export function isPseudoParameter(name: string): boolean {
  return name.startsWith('AWS::') && PSEUDO_PARAMETERS.includes(name);
}

/** What `Ref: AWS::…` gives; a condition may have settled it. */
export function pseudoTerm(name: string, origin: TemplateOrigin, template: Template): Term {
  if (name === 'AWS::NoValue') return { state: 'absent', origin };
  const given = pseudoValue(name, template);
  if (given !== undefined) return textTerm(given, origin);
  const variable = pseudoVariable(name, template);
  return new Deferred(origin, template.tree.depth, (world) => {
    const fixed = world.valueOf(variable);
    return fixed === undefined ? unknownTerm(MEANING[name] ?? name, origin) : textTerm(fixed, origin);
  });
}

/** What the user's settings say of it: a region settles its partition, too. */
export function pseudoValue(name: string, template: Template): string | undefined {
  const { region } = template.tree.settings;
  if (region === undefined) return undefined;
  switch (name) {
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return partitionOfRegion(region);
    case 'AWS::URLSuffix':
      return partitions.find((partition) => partition.name === partitionOfRegion(region))?.dnsSuffix;
    default:
      return undefined;
  }
}

/** Identity for decisions: nested stacks share the account and the region of their parents, not the stack's name. */
export function pseudoVariable(name: string, template: Template): string {
  const own = name.startsWith('AWS::Stack') || name === 'AWS::NotificationARNs';
  return `${own ? template.id : template.rootId}#${name}`;
}
