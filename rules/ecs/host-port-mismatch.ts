import { defineRule, json, mismatchedPorts, remove, settled } from '#kit';

/** In awsvpc and host mode the host port has no meaning of its own. */
export default defineRule({
  id: 'ecs/host-port-mismatch',
  aka: [
    'catalogue:ecs-awsvpc-host-port-mismatch',
    'catalogue:ecs-host-mode-port-mismatch',
    'cfn-lint:E3053',
    'ecspresso:verify:hostPort',
  ],
  awsErrors: ['When networkMode=awsvpc, the host ports and container ports in port mappings must match'],
  summary: 'Require hostPort to equal containerPort, or be left out, in awsvpc and host modes.',
  category: 'correctness',
  severity: 'error',
  fixable: true,
  since: '0.1.0',
  why: 'RegisterTaskDefinition refuses a task whose host and container ports differ in these modes. A host port of 0 means "any" and is accepted. For tasks on Fargate, ecs/fargate-host-port says so.',
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html'],
  messages: {
    differs: "{host.field} {host} differs from {port.field} {port}; in network mode '{mode}' they must be equal.",
  },

  visit: {
    'ecs.taskDefinition'(task, { graph, report }) {
      const mode = settled(task.networkMode);
      if (mode !== 'awsvpc' && mode !== 'host') return;
      if (graph.runsOn(task, 'FARGATE') === 'yes') return; // ecs/fargate-host-port
      for (const { hostPort, containerPort } of mismatchedPorts(task)) {
        report({
          at: hostPort,
          message: 'differs',
          data: { host: hostPort, port: containerPort, mode },
          related: [{ at: task.networkMode, note: 'Network mode set here.' }],
          fix: { title: `Leave ${hostPort.origin.name} out`, safety: 'safe', changes: [remove(hostPort)] },
        });
      }
    },
  },

  examples: {
    bad: [
      {
        title: 'The host port of a bridge task, kept after a move to awsvpc.',
        code: json`
          { "family": "web", "networkMode": "awsvpc", "containerDefinitions": [
            { "name": "web", "image": "example/web:1.4.2",
              "portMappings": [{ "containerPort": 8080, "hostPort": 80 }] }] }
          //                                                        ^^ differs
        `,
      },
    ],
    good: [
      {
        title: 'Only the container port is given.',
        code: json`
          { "family": "web", "networkMode": "awsvpc", "containerDefinitions": [
            { "name": "web", "image": "example/web:1.4.2", "portMappings": [{ "containerPort": 8080 }] }] }
        `,
      },
    ],
  },
});
