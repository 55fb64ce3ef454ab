import type { Kind } from '../../model/index.ts';
import { settle, type MapTerm, type Term, type World } from '../../values/index.ts';
import { madeMap } from '../made-terms.ts';
import { derive, deriveField } from './structures/derive.ts';
import type { Template, TemplateResource } from './template.ts';

/** A resource of ours that is written as a property of another one. */
export interface Part {
  readonly kind: Kind;
  readonly term: Term;
  /** Whether the property is written, in this world. */
  readonly exists: (world: World) => boolean;
}

/** What else a resource is, beside its own kind. */
export function* partsOf(resource: TemplateResource, properties: MapTerm, template: Template): Generator<Part> {
  const identity = referenceTo(resource, properties, template);
  switch (resource.type) {
    case 'AWS::ECR::Repository': {
      const policy = properties.get('LifecyclePolicy');
      const text = deriveField(policy, 'LifecyclePolicyText');
      const registry = deriveField(policy, 'RegistryId');
      if (text) {
        yield part('ecr.lifecyclePolicy', text, {
          RepositoryName: identity,
          LifecyclePolicyText: text,
          ...(registry && { RegistryId: registry }),
        });
      }
      const permissions = properties.get('RepositoryPolicyText');
      if (permissions) {
        yield part('ecr.repositoryPolicy', permissions, { RepositoryName: identity, PolicyText: permissions });
      }
      return;
    }
    case 'AWS::EFS::FileSystem': {
      const policy = properties.get('FileSystemPolicy');
      const bypass = properties.get('BypassPolicyLockoutSafetyCheck');
      if (policy) {
        const fields = { FileSystemId: identity, Policy: policy };
        yield part(
          'efs.fileSystemPolicy',
          policy,
          bypass ? { ...fields, BypassPolicyLockoutSafetyCheck: bypass } : fields,
        );
      }
      return;
    }
    case 'AWS::ApplicationAutoScaling::ScalableTarget': {
      const actions = properties.get('ScheduledActions');
      if (actions?.state !== 'list') return;
      for (const action of actions.items()) {
        yield { ...part('applicationautoscaling.scheduledAction', action, {}), term: withTarget(action, properties) };
      }
    }
  }
}

function part(kind: Kind, written: Term, fields: Readonly<Record<string, Term>>): Part {
  return {
    kind,
    term: madeMap(written.origin, new Map(Object.entries(fields))),
    exists: (world) => settle(written, world).state !== 'absent',
  };
}

/** What other resources would write to mean this one. */
function referenceTo({ logicalId }: TemplateResource, { origin }: MapTerm, template: Template): Term {
  return {
    state: 'unknown',
    reason: `resource '${logicalId}', known after deployment`,
    reference: { scope: template, address: logicalId, attribute: 'Ref' },
    written: true,
    origin,
  };
}

const TARGET_FIELDS = ['ServiceNamespace', 'ResourceId', 'ScalableDimension'];

/** A scheduled action with the identifiers of the target that it is written in. */
function withTarget(action: Term, target: MapTerm): Term {
  return derive(action, (settled) => {
    if (settled.state !== 'map') return settled;
    const get = (name: string): Term | undefined => (TARGET_FIELDS.includes(name) ? target : settled).get(name);
    return { state: 'map', open: settled.open, origin: settled.origin, get, entries: () => settled.entries() };
  });
}
