import type { Kinds } from '../model/index.ts';
import type { Value } from '../values/index.ts';
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

/** Services whose tasks register in this target group. */
export function servicesBehind(core: Core, group: TargetGroup): readonly Kinds['ecs.service'][] {
  return core.referrers('service.targetGroup', group, 'ecs.service', (view) =>
    view.loadBalancers.items.map((entry) => entry.targetGroupArn),
  ).items;
}
