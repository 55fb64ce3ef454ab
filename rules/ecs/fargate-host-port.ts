import { defineRule, json, labelOf, mismatchedPorts, remove, yaml } from '#kit';

/** A Fargate task has no host whose ports could be mapped. */
export default defineRule({
  id: 'ecs/fargate-host-port',
  aka: ['catalogue:ecs-awsvpc-host-port-mismatch', 'cfn-lint:E3053', 'ecspresso:verify:hostPort'],
  awsErrors: ['When networkMode=awsvpc, the host ports and container ports in port mappings must match'],
  summary: 'Require hostPort to equal containerPort, or be left out, for tasks on Fargate.',
  category: 'correctness',
  severity: 'error',
  fixable: true,
  since: '0.1.0',
  why: 'Every Fargate task has a network interface of its own (awsvpc mode): clients and load balancers reach the port that the container listens on, and there is no host to map it to. RegisterTaskDefinition refuses a host port that differs.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
  ],
  messages: {
    differs:
      "{host.field} {host} of container '{container}' differs from {port.field} {port}; a Fargate task has its own network interface, so the container's port is the port: leave {host.field} out.",
  },

  visit: {
    'ecs.taskDefinition'(task, { graph, report }) {
      if (graph.runsOn(task, 'FARGATE') !== 'yes') return;
      for (const { container, hostPort, containerPort } of mismatchedPorts(task)) {
        report({
          at: hostPort,
          message: 'differs',
          data: { host: hostPort, port: containerPort, container: labelOf(container.name) },
          fix: { title: `Leave ${hostPort.origin.name} out`, safety: 'safe', changes: [remove(hostPort)] },
        });
      }
    },
  },

  examples: {
    bad: [
      {
        title: 'Port 80 is wanted outside, but only a load balancer can translate it.',
        code: json`
          { "family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
            "cpu": "256", "memory": "512",
            "containerDefinitions": [
              { "name": "web", "image": "example/web:1.4.2",
                "portMappings": [{ "containerPort": 8080, "hostPort": 80 }] }] }
          //                                                          ^^ differs
        `,
      },
      {
        title: 'The service runs the task on Fargate.',
        code: yaml`
          Resources:
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                NetworkMode: awsvpc
                ContainerDefinitions:
                  - Name: web
                    Image: example/web:1.4.2
                    PortMappings:
                      - ContainerPort: 8080
                        HostPort: 80
          #                       ^^ differs
            Service:
              Type: AWS::ECS::Service
              Properties:
                LaunchType: FARGATE
                TaskDefinition: !Ref Task
        `,
      },
    ],
    good: [
      {
        title: 'Only the container port is given.',
        code: json`
          { "family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
            "cpu": "256", "memory": "512",
            "containerDefinitions": [
              { "name": "web", "image": "example/web:1.4.2", "portMappings": [{ "containerPort": 8080 }] }] }
        `,
      },
    ],
  },
});
