import type { Frontend } from '../../frontend.ts';
import { lowerModules } from '../modules/lower-modules.ts';
import { kindsOf, TERRAFORM_KINDS } from '../types.ts';
import { gatherModules } from './gather.ts';
import { jsonReader, openDocument } from './json-reader.ts';
import { isConfiguration } from './recognise.ts';

/**
 * Lowers Terraform configurations in JSON (`.tf.json`). The files of one folder are one module, and a module that another
 * calls by its path is read where it is called.
 */
export const terraformJson: Frontend = {
  name: 'terraform-json',
  kinds: TERRAFORM_KINDS,
  recognises: isConfiguration,

  kindsIn(inputs) {
    const modules = [...gatherModules(inputs).values()];
    const types = new Set(modules.flatMap(({ resources }) => resources.map(({ type }) => type)));
    return new Set([...types].flatMap(kindsOf));
  },

  lower(inputs, lowering) {
    lowerModules(gatherModules(inputs), jsonReader, openDocument, lowering);
  },
};
