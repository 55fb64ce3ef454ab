import { defineRule, isOfficialImage, isParseFailure, isPlaceholder, isSet, json, labelOf, parseableText } from '#kit';
import { parseImageReference, set, settled, yaml } from '#kit';
import type { FixProposal, ImageReference, Value } from '#kit';

/** Whoever pulls without an account shares a limit with everybody behind the same address. */
export default defineRule({
  id: 'ecs/docker-hub-image',
  aka: ['catalogue:ecs-image-docker-hub', 'catalogue:dockerhub-unauthenticated-image'],
  awsErrors: ['toomanyrequests: You have reached your pull rate limit.'],
  summary: 'Pull images from Amazon ECR, or from Docker Hub with credentials, not from Docker Hub anonymously.',
  category: 'reliability',
  severity: 'info',
  since: '0.1.0',
  fixable: true,
  why: 'Docker Hub counts anonymous pulls by address and refuses those beyond its limit, and all tasks behind one NAT gateway have one address. It comes when many tasks start at once: a deployment, a scale-out, a failed zone. Docker’s official images are also in Amazon ECR Public; for others a pull-through cache keeps a copy in your own registry, or repositoryCredentials name an account. Container instances may have an account of their own, which is not seen here.',
  references: [
    'https://docs.docker.com/docker-hub/usage/',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html',
  ],
  messages: {
    official:
      "Image '{image}' of container '{container}' is pulled from Docker Hub anonymously, which is limited by address; Amazon ECR Public has it as '{mirror}'.",
    other:
      "Image '{image}' of container '{container}' is pulled from Docker Hub anonymously, which is limited by address; pull it through a cache in Amazon ECR, or with repositoryCredentials.",
  },

  visit: {
    'ecs.taskDefinition'({ containerDefinitions }, { report }) {
      for (const { name, image, repositoryCredentials } of containerDefinitions.items) {
        if (isSet(repositoryCredentials) !== 'no' || isPlaceholder(settled(image) ?? '')) continue;
        const reference = parseImageReference(parseableText(image) ?? '');
        if (isParseFailure(reference) || reference.registry.kind !== 'docker-hub') continue;
        const container = labelOf(name);
        const mirror = image.origin.sensitive ? undefined : mirrorOf(reference);
        if (mirror !== undefined) {
          const fix = mirrored(image, mirror);
          report({ at: image, message: 'official', data: { image, container, mirror }, fix });
        } else if (isThere(reference)) {
          report({ at: image, message: 'other', data: { image, container } });
        }
      }
    },
  },

  examples: {
    bad: [
      {
        title: 'An official image, and somebody else’s.',
        code: json`
          { "family": "web", "containerDefinitions": [
            { "name": "web", "image": "nginx:1.27.4", "memory": 256 },
          //                          ^^^^^^^^^^^^^^ official
            { "name": "agent", "image": "example/agent:2.1.0", "memory": 256 }] }
          //                            ^^^^^^^^^^^^^^^^^^^^^ other
        `,
      },
    ],
    good: [
      {
        title: 'The mirror, a cache in the account, and an account at Docker Hub.',
        code: yaml`
          Resources:
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                ContainerDefinitions:
                  - Name: web
                    Image: public.ecr.aws/docker/library/nginx:1.27.4
                  - Name: cache
                    Image: !Sub '\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/docker-hub/library/redis:7.4'
                  - Name: agent
                    Image: example/agent:2.1.0
                    RepositoryCredentials:
                      CredentialsParameter: !Ref DockerHubAccount
            DockerHubAccount:
              Type: AWS::SecretsManager::Secret
        `,
      },
    ],
  },
});

/**
 * Where Docker publishes the same official image; undefined for others, and where the tag is not fully known. A digest is
 * that of Docker Hub's copy; nobody promises that the mirror's is the same.
 */
function mirrorOf({ repository, tag, digest }: ImageReference): string | undefined {
  if (!isOfficialImage(repository) || digest !== undefined || !/^[\w.-]*$/.test(tag ?? '')) return undefined;
  return `public.ecr.aws/docker/${repository}${tag ? `:${tag}` : ''}`;
}

/** A bare name that is none of Docker's official images cannot be pulled: it is a stand-in, for an image built later. */
function isThere({ repository }: ImageReference): boolean {
  return isOfficialImage(repository) || !repository.startsWith('library/');
}

/** Published by the same people, but not in the same minute. */
function mirrored(image: Value<string>, mirror: string): FixProposal | undefined {
  if (image.state !== 'known') return undefined;
  return { title: `Pull '${mirror}'`, safety: 'unsafe', changes: [set(image, mirror)] };
}
