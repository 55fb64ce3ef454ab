import { hasUnknown, UNKNOWN_TEXT } from '../unknown-text.ts';
import { allows, type Verdict } from './allows.ts';
import type { ConditionContext } from './condition.ts';
import type { Policy, Statement } from './policy.ts';

/** A service account of a cluster; UNKNOWN_TEXT where the namespace or the name is not known. */
export interface ServiceAccountName {
  readonly namespace: string;
  readonly name: string;
}

/** May this service ('ecs-tasks.amazonaws.com') assume the role that this trust policy belongs to? */
export function trustsService(trust: Policy, service: string): Verdict {
  return allows([trust], { action: 'sts:AssumeRole', principal: { type: 'Service', id: service } });
}

export const WEB_IDENTITY_ACTION = 'sts:AssumeRoleWithWebIdentity';

/** The audience of the tokens that EKS puts into pods, unless the account's annotation says otherwise. */
const DEFAULT_AUDIENCE = 'sts.amazonaws.com';

/**
 * May pods of this service account assume the role with their web identity token (IRSA)? Which provider is the cluster's
 * is taken from the trust policy; a condition key of which only the end is known is taken for a key of that provider.
 * Source: EKS user guide, "Assign IAM roles to Kubernetes service accounts"; IAM user guide, "Available keys for AWS OIDC
 * federation".
 */
export function trustsServiceAccount(
  trust: Policy,
  { namespace, name }: ServiceAccountName,
  audience = DEFAULT_AUDIENCE,
): Verdict {
  const claims: Claims = { sub: `system:serviceaccount:${namespace}:${name}`, aud: audience };
  const denying = trust.statements.filter(({ effect }) => effect !== 'Allow');
  let best: Verdict = allows([{ ...trust, statements: [] }], { action: WEB_IDENTITY_ACTION });
  for (const statement of trust.statements) {
    const issuers = issuersOf(statement);
    if (statement.effect === 'Deny' || issuers.length === 0) continue;
    const statements = [statement, ...denying.filter((other) => other !== statement)];
    const context = claimContext(claims, issuers);
    const verdict = allows([{ ...trust, statements }], { action: WEB_IDENTITY_ACTION, context });
    if (isBetter(verdict, best)) best = verdict;
  }
  return best;
}

interface Claims {
  readonly sub: string;
  readonly aud: string;
}

/** A 'no' that names its condition is better than one that names nothing. */
function isBetter(verdict: Verdict, than: Verdict): boolean {
  const rank = ({ answer, by, unmet }: Verdict): number =>
    answer === 'yes' ? 3 : answer === 'unsure' ? 2 : by || unmet ? 1 : 0;
  return rank(verdict) > rank(than);
}

/** `arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123…`; the URL alone is no principal. */
function issuersOf({ principals }: Statement): string[] {
  if (!principals) return [];
  if (principals.negated) return [UNKNOWN_TEXT];
  return principals.patterns.flatMap(({ type, id }) => {
    if (type !== 'Federated' && !hasUnknown(type)) return [];
    const [, issuer] = /:oidc-provider\/(.+)$/.exec(id) ?? [];
    return issuer ?? (hasUnknown(id) ? UNKNOWN_TEXT : []);
  });
}

/** The keys of a token begin with its provider, as the provider's ARN ends: without `https://`. */
function claimContext(claims: Claims, issuers: readonly string[]): ConditionContext {
  return (key) => {
    const [, issuer, claim] = /^(.*):(sub|aud)$/s.exec(key) ?? [];
    if (issuer === undefined || (claim !== 'sub' && claim !== 'aud')) return undefined;
    const isTheirs = issuers.some((each) => hasUnknown(each) || hasUnknown(issuer) || each.toLowerCase() === issuer);
    return isTheirs && !issuer.startsWith('arn:') ? [claims[claim]] : [];
  };
}

export const POD_IDENTITY_SERVICE = 'pods.eks.amazonaws.com';
export const POD_IDENTITY_ACTIONS = ['sts:AssumeRole', 'sts:TagSession'] as const;

/**
 * May EKS Pod Identity assume the role, and tag the session? The verdict on each action. `account`: for whom, as the tags
 * of the session say; undefined where the tags are not known. Source: EKS user guide, "IAM role for EKS Pod Identity" and "Session tags".
 */
export function trustsPodIdentity(
  trust: Policy,
  account?: ServiceAccountName,
): { readonly action: string; readonly verdict: Verdict }[] {
  const tags: Readonly<Record<string, string>> = account
    ? {
        'aws:requesttag/kubernetes-namespace': account.namespace,
        'aws:requesttag/kubernetes-service-account': account.name,
      }
    : {};
  const context: ConditionContext = (key) => (Object.hasOwn(tags, key) ? [tags[key] ?? ''] : undefined);
  const principal = { type: 'Service', id: POD_IDENTITY_SERVICE } as const;
  return POD_IDENTITY_ACTIONS.map((action) => ({ action, verdict: allows([trust], { action, principal, context }) }));
}
