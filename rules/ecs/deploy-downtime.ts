import { defineRule, json, nameOf, rollingUpdate, set, settled, yaml } from '#kit';
import type { FixProposal, Kinds, Place, Rollout } from '#kit';

type Service = Kinds['ecs.service'];

/** With nothing that must stay, a deployment may stop every task before the first new one is ready. */
export default defineRule({
  id: 'ecs/deploy-downtime',
  aka: ['catalogue:ecs-deploy-downtime'],
  summary: 'Keep at least one healthy task during a rolling deployment.',
  category: 'reliability',
  severity: 'warning',
  since: '0.1.0',
  fixable: true,
  why: 'minimumHealthyPercent 0 lets ECS stop all tasks of a service at once and start their successors afterwards: until these are healthy nobody answers. For a service that others reach, by a load balancer, service discovery, Service Connect or VPC Lattice, that is an outage at every deployment. A worker may wait, and one that must never run twice at a time even has to stop first, so there it is only information, as it is for a daemon.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html',
  ],
  messages: {
    outage:
      "{min.field} 0 lets a deployment stop every task of service '{service}' before a new one is healthy, and {front} is left with none; {remedy}.",
    pause:
      "{min.field} 0 lets a deployment stop every task of service '{service}' before a new one is healthy; fine for work that can wait or must not run twice, else {remedy}.",
    daemon:
      "{min.field} 0 lets a deployment stop the daemon '{service}' on all instances at once; {min.field} 50 keeps half of them running.",
  },

  visit: {
    'ecs.service'(service, { graph, resource, report }) {
      const rollout = graph.rolloutOf(service);
      const { minimumHealthyPercent: min, maximumPercent: max } = service.deploymentConfiguration;
      // Only where it is written: the default is 100, and for DAEMON it is 0 with everybody's blessing.
      if (!rollout || rollout.idle || settled(min) !== 0 || isStuck(rollout)) return;
      const name = nameOf(service.serviceName, resource);
      if (rollout.schedulingStrategy === 'DAEMON') {
        report({ at: min, message: 'daemon', data: { min, service: name }, severity: 'info' });
        return;
      }
      const remedy = hasRoom(rollout)
        ? `${min.origin.name} 100 starts new tasks first`
        : `${min.origin.name} 100 with ${max.origin.name} 200 starts new tasks first`;
      const fix = hasRoom(rollout) ? startFirst(min) : undefined;
      const front = frontOf(service);
      if (front) {
        const related = [{ at: front.at, note: 'Clients reach the service through this.' }];
        report({ at: min, message: 'outage', data: { min, service: name, front: front.what, remedy }, related, fix });
      } else {
        report({ at: min, message: 'pause', data: { min, service: name, remedy }, severity: 'info', fix });
      }
    },
  },

  examples: {
    bad: [
      {
        title: 'The load balancer answers 503 during every deployment.',
        code: json`
          { "serviceName": "web", "taskDefinition": "web", "desiredCount": 2,
            "loadBalancers": [{
              "targetGroupArn": "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef",
              "containerName": "web", "containerPort": 8080 }],
            "deploymentConfiguration": { "minimumHealthyPercent": 0, "maximumPercent": 100 } }
          //                                                      ^ outage
        `,
      },
      {
        title: 'A worker: good to know.',
        code: yaml`
          Resources:
            Service:
              Type: AWS::ECS::Service
              Properties:
                ServiceName: mailer
                TaskDefinition: mailer
                DesiredCount: 1
                DeploymentConfiguration:
                  MinimumHealthyPercent: 0
          #                              ^ pause
        `,
      },
    ],
    good: [
      {
        title: 'The new tasks are healthy before the old ones stop.',
        code: json`
          { "serviceName": "web", "taskDefinition": "web", "desiredCount": 2,
            "loadBalancers": [{
              "targetGroupArn": "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef",
              "containerName": "web", "containerPort": 8080 }],
            "deploymentConfiguration": { "minimumHealthyPercent": 100, "maximumPercent": 200 } }
        `,
      },
    ],
  },
});

/** By what others reach the service, and how a message calls it. */
function frontOf(service: Service): { readonly at: Place; readonly what: string } | undefined {
  const { loadBalancers, serviceRegistries, serviceConnectConfiguration: connect, vpcLatticeConfigurations } = service;
  if (loadBalancers.items.length > 0) return { at: loadBalancers, what: 'the load balancer' };
  if (serviceRegistries.items.length > 0) return { at: serviceRegistries, what: 'service discovery' };
  if (settled(connect.enabled) === true && connect.services.items.length > 0)
    return { at: connect, what: 'Service Connect' };
  return vpcLatticeConfigurations.items.length > 0 ? { at: vpcLatticeConfigurations, what: 'VPC Lattice' } : undefined;
}

/** Could new tasks start first, if the old ones had to stay? */
function hasRoom({ counts, maximumPercent }: Rollout): boolean {
  if (counts.length === 0) return maximumPercent >= 200;
  return counts.every(({ tasks }) => {
    const update = rollingUpdate({ desiredCount: tasks, minimumHealthyPercent: 100, maximumPercent });
    return update !== undefined && update.start > 0;
  });
}

/** Then ecs/deploy-deadlock has said so. */
function isStuck({ counts, minimumHealthyPercent, maximumPercent }: Rollout): boolean {
  return counts.some(
    ({ tasks }) => rollingUpdate({ desiredCount: tasks, minimumHealthyPercent, maximumPercent })?.deadlock === true,
  );
}

function startFirst(min: Service['deploymentConfiguration']['minimumHealthyPercent']): FixProposal {
  return { title: `Set ${min.origin.name} to 100`, safety: 'unsafe', changes: [set(min, 100)] };
}
