import { countOf, defineRule, json, nameOf, rollingUpdate, set, yaml, type Rollout, type TaskCount } from '#kit';

/** A rolling deployment needs room: a new task may start, or an old one may stop. */
export default defineRule({
  id: 'ecs/deploy-deadlock',
  aka: ['catalogue:ecs-deploy-deadlock'],
  summary: 'Leave room for a rolling deployment to start a new task or to stop an old one.',
  category: 'reliability',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'ECS keeps desiredCount x minimumHealthyPercent tasks, rounded up, and runs at most desiredCount x maximumPercent, rounded down. When both come to the desired count, no old task may stop and no new one may start: the deployment waits until it is given up. With few tasks the rounding does it: one task and a maximum of 150 % is one task. The smallest number of tasks decides, so the lower end of the scaling range counts too.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html',
  ],
  messages: {
    always:
      "{min.field} {minimum} and {max.field} {maximum} leave no room to deploy service '{service}': no task may stop, none may start; {max.field} 200 makes room.",
    rounded:
      "Service '{service}' cannot be deployed: of {tasks}, at least {lower} must stay ({min.field} {minimum} % of {count} rounded up) and at most {upper} may run ({max.field} {maximum} % rounded down); {remedy}.",
  },

  visit: {
    'ecs.service'(service, { graph, resource, report }) {
      const rollout = graph.rolloutOf(service);
      if (rollout?.schedulingStrategy !== 'REPLICA' || rollout.idle) return;
      const { minimumHealthyPercent: min, maximumPercent: max } = service.deploymentConfiguration;
      const { minimumHealthyPercent: minimum, maximumPercent: maximum } = rollout;
      // The default, 200, always makes room: it is written whenever something is wrong.
      if (max.state !== 'known') return;
      const data = { service: nameOf(service.serviceName, resource), min, max, minimum, maximum };
      if (minimum >= 100 && maximum <= 100) {
        const fix = { title: `Set ${max.origin.name} to 200`, safety: 'unsafe' as const, changes: [set(max, 200)] };
        report({ at: max, message: 'always', data, fix });
        return;
      }
      const stuck = firstDeadlock(rollout);
      if (!stuck) return;
      const { count, lower, upper } = stuck;
      const enough = Math.ceil((100 * (count.tasks + 1)) / count.tasks);
      report({
        at: max,
        message: 'rounded',
        data: {
          ...data,
          tasks: describe(count),
          count: count.tasks,
          lower,
          upper,
          remedy: remedyFor(count.tasks, enough, max.origin.name, min.origin.name),
        },
        related: [count.from === 'default' ? undefined : { at: count.at, note: 'Number of tasks set here.' }],
        fix: { title: `Set ${max.origin.name} to ${String(enough)}`, safety: 'unsafe', changes: [set(max, enough)] },
      });
    },
  },

  examples: {
    bad: [
      {
        title: 'Neither way out.',
        code: json`
          { "serviceName": "web", "taskDefinition": "web", "desiredCount": 4,
            "deploymentConfiguration": { "minimumHealthyPercent": 100, "maximumPercent": 100 } }
          //                                                                             ^^^ always
        `,
      },
      {
        title: 'One and a half tasks is one task.',
        code: yaml`
          Resources:
            Service:
              Type: AWS::ECS::Service
              Properties:
                ServiceName: web
                TaskDefinition: web
                DesiredCount: 1
                DeploymentConfiguration:
                  MinimumHealthyPercent: 100
                  MaximumPercent: 150
          #                       ^^^ rounded
        `,
      },
      {
        title: 'Two thirds of three tasks is three tasks.',
        code: json`
          { "serviceName": "web", "taskDefinition": "web", "desiredCount": 3,
            "deploymentConfiguration": { "minimumHealthyPercent": 67, "maximumPercent": 133 } }
          //                                                                            ^^^ rounded
        `,
      },
    ],
    good: [
      {
        title: 'A new task starts before an old one stops.',
        code: json`
          { "serviceName": "web", "taskDefinition": "web", "desiredCount": 4,
            "deploymentConfiguration": { "minimumHealthyPercent": 100, "maximumPercent": 125 } }
        `,
      },
      {
        title: 'Without room for more tasks, half of them at a time.',
        code: json`
          { "serviceName": "web", "taskDefinition": "web", "desiredCount": 2,
            "deploymentConfiguration": { "minimumHealthyPercent": 50, "maximumPercent": 100 } }
        `,
      },
    ],
  },
});

function firstDeadlock({ counts, minimumHealthyPercent, maximumPercent }: Rollout) {
  for (const count of counts) {
    const update = rollingUpdate({ desiredCount: count.tasks, minimumHealthyPercent, maximumPercent });
    if (update?.deadlock) return { count, lower: update.lower, upper: update.upper };
  }
  return undefined;
}

function describe({ tasks, from }: TaskCount): string {
  const text = countOf(tasks, 'task');
  if (from === 'desiredCount') return text;
  return from === 'floor' ? `${text}, the least that scaling allows` : `${text}, the default`;
}

/** Fewer tasks that must stay help only where one is left. */
function remedyFor(tasks: number, enough: number, max: string, min: string): string {
  const more = `${max} ${String(enough)} or more`;
  return tasks === 1
    ? `${more} makes room`
    : `${more}, or ${min} ${String(Math.floor((100 * (tasks - 1)) / tasks))} or less, makes room`;
}
