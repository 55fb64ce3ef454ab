import type { Notice } from '../../findings/index.ts';
import { NODE, type Node } from '../../syntax/index.ts';
import { lineIndexOf } from '../../text/line-index.ts';
import type { Origin } from '../../values/index.ts';
import type { Frontend, Input, Lowering } from '../frontend.ts';
import { isHclConfiguration } from './hcl/recognise.ts';
import { checkGiven } from './modules/check-given.ts';
import { gatherModules, IS_VALUES } from './modules/gather.ts';
import { givenVariables } from './modules/given-variables.ts';
import { hasInstalled } from './modules/installed-modules.ts';
import { lowerModules } from './modules/lower-modules.ts';
import type { TreeFacts } from './modules/module-tree.ts';
import { sourceReader } from './modules/source-reader.ts';
import { openDocument } from './open-document.ts';
import { isConfiguration } from './tf-json/recognise.ts';
import { kindsOf, TERRAFORM_KINDS } from './types.ts';

/**
 * Lowers Terraform configurations, native (`.tf`) and in JSON (`.tf.json`). The files of one folder are one module, and a
 * module that another calls by its path is read where it is called.
 */
export const terraform: Frontend = {
  name: 'terraform',
  kinds: TERRAFORM_KINDS,

  recognises(root: Node) {
    const { path } = root.document.source;
    if (root.kind === NODE.body) return IS_VALUES.test(path) || isHclConfiguration(root);
    return (IS_VALUES.test(path) && root.isMap) || isConfiguration(root);
  },

  kindsIn(inputs, settings) {
    const modules = [...gatherModules(inputs).values()];
    // What installed modules hold is read when they are called.
    if (modules.some(({ folder }) => hasInstalled(folder, settings?.files))) return TERRAFORM_KINDS;
    const types = new Set(modules.flatMap(({ resources }) => resources.map(({ type }) => type)));
    return new Set([...types].flatMap(kindsOf));
  },

  lower(inputs, lowering) {
    const facts = treeFacts(inputs, lowering);
    checkGiven(facts, lowering);
    lowerModules(facts, openDocument, lowering);
  },
};

/** What the trees of these modules are read with. */
export function treeFacts(
  inputs: readonly Input[],
  { settings, notice }: Pick<Lowering, 'settings' | 'notice'>,
): TreeFacts {
  const { region, files } = settings;
  return {
    sources: gatherModules(inputs),
    reader: sourceReader,
    given: givenVariables(settings),
    files,
    region,
    tellLimit: (reason, origin) => notice(limitNotice(reason, origin)),
  };
}

/** Says once of a root module that not all of it was worked out, and where that began. */
function limitNotice(reason: string, { span }: Origin): Notice {
  const { line } = lineIndexOf(span.source).position(span.start);
  const message = `Line ${line} makes ${reason}. What lies beyond is unknown, and what depends on it is not judged.`;
  return { kind: 'incomplete', file: span.source.path, message };
}
