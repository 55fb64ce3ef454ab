import { isManagedByAws, managedPolicy, parsePolicy, UNKNOWN_POLICY, UNKNOWN_TEXT } from '../domain/index.ts';
import type { Policy, PolicyJson, PolicyPath } from '../domain/index.ts';
import type { Kinds } from '../model/index.ts';
import type { Json, Place, Value } from '../values/index.ts';
import type { Core } from './core.ts';
import { mayBeNamed } from './may-be-named.ts';
import { comparableText } from './resource-names.ts';

type Role = Kinds['iam.role'];

/** A policy that a role carries. */
export interface CarriedPolicy {
  /** UNKNOWN_POLICY where its document is not in the tree, nor in the table of AWS's own. */
  readonly policy: Policy;
  /** Where it is written or attached. */
  readonly at: Place;
  /** The place of a statement or a part of it; the policy's own where the document is AWS's. */
  placeOf(path: PolicyPath): Place;
}

/**
 * All policies of a role, wherever they are written: in it, attached to it, or policies and attachments that name it. An
 * unknown one is among them where there may be more: a list that is not known, an attachment to a role that we cannot
 * tell. Of a role that is not in the tree nothing is known.
 */
export function policiesOf(core: Core, role: Role): readonly CarriedPolicy[] {
  return core.once(collectPolicies, role);
}

/** What the role's trust policy says. */
export function trustOf(core: Core, role: Role): CarriedPolicy {
  return carried(core, role.assumeRolePolicyDocument);
}

function collectPolicies(core: Core, role: Role): readonly CarriedPolicy[] {
  const inline = role.policies.items.map(({ policyDocument }) => carried(core, policyDocument));
  const attached = role.managedPolicyArns.items.map((arn) => attachedPolicy(core, role, arn));
  const found = [...inline, ...attached];
  for (const list of [role.policies, role.managedPolicyArns]) if (list.open) found.push(unknownAt(list));

  const mayMean = (value: Value<string>): boolean => mayBeNamed(value, role.roleName);
  const ofPolicy = (view: Kinds['iam.policy']): readonly Value<string>[] => view.roles.items;
  for (const view of core.referrers('policy.role', role, 'iam.policy', ofPolicy).items)
    found.push(carried(core, view.policyDocument));
  for (const view of core.looseReferrers('policy.role', role, 'iam.policy', ofPolicy, mayMean))
    found.push(unknownAt(view));

  const ofAttachment = (view: Kinds['iam.rolePolicyAttachment']): readonly Value<string>[] => [view.roleName];
  for (const view of core.referrers('attachment.role', role, 'iam.rolePolicyAttachment', ofAttachment).items)
    found.push(attachedPolicy(core, view, view.policyArn));
  for (const view of core.looseReferrers('attachment.role', role, 'iam.rolePolicyAttachment', ofAttachment, mayMean))
    found.push(unknownAt(view));

  const ofMany = (view: Kinds['iam.policyAttachment']): readonly Value<string>[] => view.roles.items;
  for (const view of core.referrers('attachments.role', role, 'iam.policyAttachment', ofMany).items) {
    found.push(...view.policyArns.items.map((arn) => attachedPolicy(core, view, arn)));
    if (view.policyArns.open) found.push(unknownAt(view.policyArns));
  }
  for (const view of core.looseReferrers('attachments.role', role, 'iam.policyAttachment', ofMany, mayMean))
    found.push(unknownAt(view));
  return found;
}

/** By reference, by name, or from the table of AWS's own. */
function attachedPolicy(core: Core, owner: object, arn: Value<string>): CarriedPolicy {
  const text = comparableText(core, arn);
  if (typeof text === 'string' && isManagedByAws(text))
    return { policy: managedPolicy(text) ?? UNKNOWN_POLICY, at: arn, placeOf: () => arn };
  const found = core.join(arn, 'iam.policy', owner);
  return found.state === 'found' ? carried(core, found.view.policyDocument) : unknownAt(arn);
}

function unknownAt(at: Place): CarriedPolicy {
  return { policy: UNKNOWN_POLICY, at, placeOf: () => at };
}

/** A document of the tree as a policy; unknown parts leave it open. */
export function parsedPolicy(core: Core, document: Json): Policy {
  return parsePolicy(policyJson(core, document));
}

function carried(core: Core, document: Json): CarriedPolicy {
  return {
    policy: parsedPolicy(core, document),
    at: document,
    placeOf: (path) => placeIn(document, path),
  };
}

function placeIn(document: Json, path: PolicyPath): Json {
  let at = document;
  for (const step of path) {
    const next = typeof step === 'number' ? at.items[step] : at.get(step);
    if (!next || next.state === 'absent') return at;
    at = next;
  }
  return at;
}

/** A document as the policy parser takes it. */
function policyJson(core: Core, json: Json): PolicyJson {
  switch (json.state) {
    case 'map': {
      const members = json.entries.map(({ key, value }): [string, PolicyJson] => [key, policyJson(core, value)]);
      return Object.fromEntries(json.open ? [...members, [UNKNOWN_TEXT, UNKNOWN_TEXT]] : members);
    }
    case 'list': {
      const items = json.items.map((item) => policyJson(core, item));
      return json.open ? [...items, UNKNOWN_TEXT] : items;
    }
    case 'absent':
      return null;
    default:
      return comparableText(core, json.value);
  }
}
