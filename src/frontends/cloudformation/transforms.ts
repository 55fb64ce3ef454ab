import type { Node } from '../../syntax/index.ts';
import { isBroken } from '../broken.ts';

/** What the transforms of a template mean for reading it. */
export interface Transforms {
  readonly sam: boolean;
  /**
   * A macro of somebody's may change everything in the template, or a syntax error hide something of it, so that nothing
   * seen in it is the last word.
   */
  readonly rewrite: boolean;
  /** There may be more parameters, resources and so on than are written. */
  readonly extend: boolean;
}

/** Transforms of AWS that leave what is written as it is. Source: CloudFormation user guide, "Transform reference". */
const HARMLESS =
  /^AWS::(?:Serverless-|LanguageExtensions$|CodeDeployBlueGreen$|SecretsManager-|CodeStar$|ServiceCatalog$)/;

export function readTransforms(root: Node): Transforms {
  const names: string[] = [];
  const section = root.get('Transform');
  for (const each of section?.isList ? section.items() : section ? [section] : []) {
    names.push((each.isMap ? each.get('Name')?.text : each.text) ?? '');
  }
  const included = names.includes('AWS::Include') || root.get('Fn::Transform') !== undefined;
  const sam = names.some((name) => name.startsWith('AWS::Serverless-'));
  const rewrite = names.some((name) => name !== 'AWS::Include' && !HARMLESS.test(name)) || isBroken(root);
  return { sam, rewrite, extend: included || rewrite };
}
