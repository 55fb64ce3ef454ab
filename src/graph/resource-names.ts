import { maskPlaceholders, ResourceName, UNKNOWN_TEXT as U } from '../domain/index.ts';
import type { Kind, Kinds, Resource } from '../model/index.ts';
import type { Reference, Unknown, Value } from '../values/index.ts';
import type { Core } from './core.ts';

/** How the ARN of a resource is made of its name. */
interface ArnForm<K extends Kind> {
  /** Absent for what AWS names itself. */
  readonly name?: (view: Kinds[K]) => Value<string>;
  readonly arn: (name: string) => string;
  /** Attributes that give the ARN; `Ref` is what a bare reference of CloudFormation gives. */
  readonly attributes: readonly string[];
}

/** Source: IAM service authorization reference, resource types of each service. */
const FORMS: { readonly [K in Kind]?: ArnForm<K> } = {
  // Six characters that Secrets Manager adds follow the name.
  'secretsmanager.secret': {
    name: (view) => view.name,
    arn: (name) => `arn:${U}:secretsmanager:${U}:${U}:secret:${name}${U}`,
    attributes: ['Ref', 'Id', 'arn', 'id'],
  },
  'ssm.parameter': {
    name: (view) => view.name,
    arn: (name) => `arn:${U}:ssm:${U}:${U}:parameter/${name.replace(/^\//, '')}`,
    attributes: ['arn'],
  },
  'kms.key': {
    arn: (id) => `arn:${U}:kms:${U}:${U}:key/${id}`,
    attributes: ['Arn', 'arn'],
  },
  'efs.fileSystem': {
    arn: (id) => `arn:${U}:elasticfilesystem:${U}:${U}:file-system/${id}`,
    attributes: ['Arn', 'arn'],
  },
  'ecr.repository': {
    name: (view) => view.repositoryName,
    arn: (name) => `arn:${U}:ecr:${U}:${U}:repository/${name}`,
    attributes: ['Arn', 'arn'],
  },
  // CloudFormation's has ':*' behind it, and so must what allows anything in the group.
  'logs.logGroup': {
    name: (view) => view.logGroupName,
    arn: (name) => `arn:${U}:logs:${U}:${U}:log-group:${name}${U}`,
    attributes: ['Arn', 'arn'],
  },
};

/**
 * The text of a value as policies compare it: UNKNOWN_TEXT for what is not known; with the identity of the resource that
 * the whole of it is the ARN of, where the tree has that.
 */
export function comparableText(core: Core, value: Value<string | number | boolean>): string | ResourceName {
  switch (value.state) {
    case 'known': {
      const text = masked(String(value.value));
      const resource = text.startsWith('arn:') && value.reference ? formed(core, value.reference) : undefined;
      return resource ? new ResourceName(text, resource) : text;
    }
    case 'template':
      // A name; what gives an ARN is not written.
      return value.parts.map((part) => (typeof part === 'string' ? masked(part) : textOfPart(core, part))).join('');
    case 'unknown':
      return arnBehind(core, value) ?? U;
    case 'absent':
      return '';
  }
}

/** The ARN that the resource will have, as far as its name tells; undefined for kinds that no policy here names. */
export function arnOf(core: Core, resource: Resource): ResourceName | undefined {
  return arnText(core, resource, FORMS[resource.kind] as ArnForm<Kind> | undefined);
}

function arnText<K extends Kind>(
  core: Core,
  resource: Resource<K>,
  form: ArnForm<K> | undefined,
): ResourceName | undefined {
  if (!form) return undefined;
  const name = form.name?.(core.index.view(resource, core.world));
  const text = !name || name.state === 'absent' ? U : comparableText(core, name);
  return new ResourceName(form.arn(typeof text === 'string' ? text : text.arn), resource);
}

function arnBehind(core: Core, { reference }: Unknown): ResourceName | undefined {
  const resource = reference && formed(core, reference);
  return resource && arnOf(core, resource);
}

/** The resource whose ARN a reference gives. */
function formed(core: Core, reference: Reference): Resource | undefined {
  return core.index
    .allAt(reference)
    .find(({ kind }) => FORMS[kind]?.attributes.includes(reference.attribute ?? 'Ref') === true);
}

function textOfPart(core: Core, part: Unknown): string {
  return arnBehind(core, part)?.arn ?? U;
}

/** Placeholders of a later step and variables of a policy are not known either. */
function masked(text: string): string {
  return maskPlaceholders(text).replaceAll(/\uFFFC+/g, U);
}
