import {
  defineRule,
  isParseFailure,
  isPlaceholder,
  json,
  labelOf,
  moves,
  parseableText,
  parseImageReference,
  settled,
  yaml,
} from '#kit';
import type { Graph, Kinds, Severity, Value } from '#kit';

type Task = Kinds['ecs.taskDefinition'];

/** A tag is a label that somebody can stick onto another image. */
export default defineRule({
  id: 'ecs/moving-image-tag',
  aka: ['catalogue:ecs-image-latest-tag', 'catalogue:ecs-image-untagged'],
  summary: 'Refer to images by a version or a digest, not by a tag that moves.',
  category: 'reliability',
  severity: 'warning',
  since: '0.1.0',
  why: 'What runs under a moving tag (none, latest, stable, main …) is what was pushed last, so the task definition does not say what runs, an earlier revision of it does not bring the earlier program back, and once the image that a service started with has lost its tag, a lifecycle rule may delete it while the service still needs it to scale out. A service resolves a tag to a digest once for each deployment, so its tasks are at least alike: there it is information. It is a warning where nothing does that: for tasks that are run or scheduled one by one, and where versionConsistency is disabled.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html#deployment-container-image-stability',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
  ],
  messages: {
    moves: "Image '{image}' of container '{container}' uses a tag that can move; pin a version or a digest.",
    untagged:
      "Image '{image}' of container '{container}' has no tag, which means 'latest' and can move; pin a version or a digest.",
    bareRepository:
      "Container '{container}' takes its image from repository '{repository}' without a tag, which means 'latest' and can move; append a version or a digest.",
  },

  visit: {
    'ecs.taskDefinition'(task, { graph, report }) {
      const launched = isLaunchedAlone(graph, task);
      for (const { name, image, versionConsistency } of task.containerDefinitions.items) {
        const container = labelOf(name);
        const severity: Severity = launched || settled(versionConsistency) === 'disabled' ? 'warning' : 'info';
        const message = judge(image);
        if (message) report({ at: image, message, data: { image, container }, severity });
        // The URI of a repository alone: nothing stands behind it.
        const repository = image.state === 'unknown' ? graph.lookUp(task, image, 'ecr.repository') : undefined;
        if (repository?.state === 'found') {
          const data = { container, repository: repository.resource.name ?? repository.resource.address };
          report({ at: image, message: 'bareRepository', data, severity });
        }
      }
    },
    'ecs.expressGatewayService'({ primaryContainer }, { report }) {
      const { image } = primaryContainer;
      const message = judge(image);
      // The primary container has no name of its own. Source: ECS API reference, CreateExpressGatewayService.
      if (message) report({ at: image, message, data: { image, container: 'Main' }, severity: 'info' });
    },
  },

  examples: {
    bad: [
      {
        title: 'Whatever was pushed last.',
        code: json`
          { "family": "web", "containerDefinitions": [
            { "name": "web", "image": "nginx:latest", "memory": 256 },
          //                          ^^^^^^^^^^^^^^ moves
            { "name": "cache", "image": "redis", "memory": 256 }] }
          //                            ^^^^^^^ untagged
        `,
      },
    ],
    good: [
      {
        title: 'A version, a digest, and a tag that the pipeline fills in.',
        code: yaml`
          Parameters:
            ImageTag:
              Type: String
          Resources:
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                ContainerDefinitions:
                  - Name: web
                    Image: nginx:1.27.4
                  - Name: cache
                    Image: redis@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                  - Name: api
                    Image: !Sub example/api:\${ImageTag}
        `,
      },
    ],
  },
});

/** What is wrong with an image, as far as it is known; a stand-in such as `your-image` is none. */
function judge(image: Value<string>): 'moves' | 'untagged' | undefined {
  if (isPlaceholder(settled(image) ?? '')) return undefined;
  const reference = parseImageReference(parseableText(image) ?? '');
  if (isParseFailure(reference) || moves(reference) !== 'yes') return undefined;
  return reference.tag === undefined ? 'untagged' : 'moves';
}

/** Runs, schedules and event targets look the tag up anew for every task. */
function isLaunchedAlone(graph: Graph, task: Task): boolean {
  return graph.launchesOf(task).some(({ by }) => !('deploymentConfiguration' in by) && !('externalId' in by));
}
