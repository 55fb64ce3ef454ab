import type { Spelling } from '../../model/index.ts';
import { NodeOrigin, type Node } from '../../syntax/index.ts';
import type { Term } from '../../values/index.ts';
import { madeList, madeMap } from '../made-terms.ts';
import type { Evaluate } from '../node-terms.ts';
import { Top } from './document.ts';
import { openTerm, type Form, type Found } from './forms.ts';
import { capitalSpelling, plainSpelling } from './spelling.ts';

/** The target of an AppSpec is the task set that CodeDeploy will make; the load balancer is one, not a list. */
const appSpecSpelling: Spelling = {
  ...capitalSpelling,
  structure: (shape, field) =>
    shape === 'TaskSet' && field === 'loadBalancers'
      ? (owner) => {
          const info = owner.get('LoadBalancerInfo');
          return info && madeList(info.origin, [info]);
        }
      : undefined,
};

/** CodeDeploy's AppSpec for ECS. Source: CodeDeploy user guide, "AppSpec 'resources' section (Amazon ECS)". */
export const appSpec: Form = {
  kinds: ['ecs.taskSet'],
  recognises: (top) => top.has('version') && targets(top).length > 0,
  *lower(top, evaluate) {
    for (const target of targets(top)) {
      const properties = target.get('Properties');
      if (!properties?.isMap) continue;
      yield { kind: 'ecs.taskSet', term: openTerm(properties, evaluate), spelling: appSpecSpelling, checked: false };
    }
  },
};

/** The items of `Resources` are maps of one key, a name of the user's choice. */
function targets(top: Top): Top[] {
  const found: Top[] = [];
  for (const section of ['Resources', 'resources']) {
    for (const resource of top.maps(section)) {
      for (const key of resource.keys) {
        const target = resource.map(key);
        if (target?.text('Type') === 'AWS::ECS::Service') found.push(target);
      }
    }
  }
  return found;
}

const imageSpelling: Spelling = {
  ...plainSpelling,
  word: (shape, field) => (shape === 'ContainerDefinition' && field === 'image' ? 'imageUri' : field),
};

/**
 * Is it CodePipeline's `imagedefinitions.json`: a list of nothing but names and image URIs?
 * Source: CodePipeline user guide, "Image definitions file reference".
 */
export function isImageDefinitions(root: Node): boolean {
  if (!root.isList) return false;
  let items = 0;
  for (const item of root.items()) {
    const top = Top.of(item);
    if (!top || [...top.keys].sort().join() !== 'imageUri,name' || top.text('imageUri') === undefined) return false;
    if (++items === MOST_IMAGES) break;
  }
  return items > 0;
}

/** Containers in a task definition: ten at most, and some more where somebody got that wrong. */
const MOST_IMAGES = 50;

/** The new images of a task definition of which nothing else is written here. */
export function lowerImageDefinitions(root: Node, evaluate: Evaluate): Found {
  const containers: Term[] = [];
  for (const item of root.items()) containers.push(openTerm(item, evaluate));
  const origin = new NodeOrigin(root);
  const term = madeMap(origin, new Map([['containerDefinitions', madeList(origin, containers, true)]]), true);
  return { kind: 'ecs.taskDefinition', term, spelling: imageSpelling };
}
