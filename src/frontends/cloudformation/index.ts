import { isBroken } from '../broken.ts';
import type { Frontend, Lowering } from '../frontend.ts';
import { checkGiven } from './check-given.ts';
import { checkTemplate } from './check-template.ts';
import { Dependence } from './dependence.ts';
import { lowerResource } from './lower-resource.ts';
import { isTemplate } from './recognise.ts';
import { StackTree } from './stack-tree.ts';
import { kindsIn, TEMPLATE_KINDS } from './types.ts';

/** CloudFormation templates in YAML and JSON, those of SAM and those that CDK synthesises. */
export const cloudformation: Frontend = {
  name: 'cloudformation',
  kinds: TEMPLATE_KINDS,
  kindsIn,
  recognises: isTemplate,
  lower(inputs, lowering) {
    const tree = new StackTree(inputs, lowering.settings);
    checkGiven(tree.templates, lowering);
    for (const template of tree.templates) {
      const dependence = new Dependence(template);
      const broken = isBroken(template.root);
      const quiet: Lowering = broken ? { ...lowering, mistake: () => undefined } : lowering;
      for (const resource of template.resources.values()) lowerResource(resource, template, dependence, quiet);
      if (!broken) checkTemplate(template, lowering);
    }
  },
};
