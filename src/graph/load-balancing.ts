import type { Kinds } from '../model/index.ts';
import { equals, settled, type Value } from '../values/index.ts';
import type { Core } from './core.ts';

type TargetGroup = Kinds['elbv2.targetGroup'];
type Action = Kinds['elbv2.listener']['defaultActions']['items'][number];

/** Target groups that the actions forward to. */
function forwards(actions: readonly Action[]): Value<string>[] {
  return actions.flatMap((action) => [
    action.targetGroupArn,
    ...action.forwardConfig.targetGroups.items.map((tuple) => tuple.targetGroupArn),
  ]);
}

/** Listeners that send traffic to this target group, by their default action or by a rule. */
export function listenersOf(core: Core, group: TargetGroup): readonly Kinds['elbv2.listener'][] {
  const direct = core.referrers('listener.targetGroup', group, 'elbv2.listener', (view) =>
    forwards(view.defaultActions.items),
  ).items;
  const rules = core.referrers('rule.targetGroup', group, 'elbv2.listenerRule', (view) =>
    forwards(view.actions.items),
  ).items;
  const byRule = rules.flatMap((rule) => {
    const listener = core.join(rule.listenerArn, 'elbv2.listener', rule);
    return listener.state === 'found' ? [listener.view] : [];
  });
  return [...new Set([...direct, ...byRule])];
}

/** Load balancers whose listeners send traffic to this target group, as far as the tree shows them. */
export function balancersOf(core: Core, group: TargetGroup): readonly Kinds['elbv2.loadBalancer'][] {
  const found = new Map<unknown, Kinds['elbv2.loadBalancer']>();
  for (const listener of listenersOf(core, group)) {
    const balancer = core.join(listener.loadBalancerArn, 'elbv2.loadBalancer', listener);
    if (balancer.state === 'found') found.set(balancer.resource, balancer.view);
  }
  return [...found.values()];
}

/** Services whose tasks register in this target group. */
export function servicesBehind(core: Core, group: TargetGroup): readonly Kinds['ecs.service'][] {
  return core.referrers('service.targetGroup', group, 'ecs.service', (view) =>
    view.loadBalancers.items.map((entry) => entry.targetGroupArn),
  ).items;
}

/** Listeners of this load balancer. */
export function listenersOn(core: Core, balancer: Kinds['elbv2.loadBalancer']): readonly Kinds['elbv2.listener'][] {
  return core.referrers('listener.loadBalancer', balancer, 'elbv2.listener', (view) => [view.loadBalancerArn]).items;
}

export type BalancerType = 'application' | 'network' | 'gateway' | 'classic';

/** What hands traffic to the tasks of a service. `open` says that there may be other types, because the tree does not show all. */
export interface BalancersBefore {
  readonly types: ReadonlySet<BalancerType>;
  readonly open: boolean;
}

const TYPE_BY_PROTOCOL: Readonly<Record<string, BalancerType>> = {
  HTTP: 'application',
  HTTPS: 'application',
  GENEVE: 'gateway',
};

/**
 * The types of load balancers in front of a service. A target group's protocol tells: HTTP and HTTPS are those of an
 * Application Load Balancer. Source: ELB API reference, CreateTargetGroup.
 */
export function balancersBefore(core: Core, service: Kinds['ecs.service']): BalancersBefore {
  const types = new Set<BalancerType>();
  // With the EXTERNAL controller its task sets have the load balancers.
  let open = service.loadBalancers.open || equals(service.deploymentController.type, 'EXTERNAL', 'ECS') !== 'no';
  for (const { targetGroupArn, loadBalancerName } of service.loadBalancers.items) {
    if (loadBalancerName.state !== 'absent') types.add('classic');
    const group = core.join(targetGroupArn, 'elbv2.targetGroup', service);
    if (group.state === 'absent') continue;
    const protocol = group.state === 'found' ? settled(group.view.protocol) : undefined;
    if (protocol === undefined) open = true;
    else types.add(TYPE_BY_PROTOCOL[protocol] ?? 'network');
  }
  return { types, open };
}
