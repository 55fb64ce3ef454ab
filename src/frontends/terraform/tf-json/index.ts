import type { Frontend } from '../../frontend.ts';
import { lowerModules } from '../modules/lower-modules.ts';
import { TERRAFORM_KINDS } from '../types.ts';
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

  lower(inputs, lowering) {
    lowerModules(gatherModules(inputs), jsonReader, openDocument, lowering);
  },
};
