import type { Term } from '../../values/index.ts';
import { settle } from '../../values/index.ts';
import { Deferred, movedTerm, textTerm, unknownTerm } from './computed.ts';
import type { Evaluator } from './evaluator.ts';
import { isPseudoParameter, pseudoTerm } from './pseudo-parameter.ts';
import type { TemplateOrigin } from './template-origin.ts';
import type { Template } from './template.ts';

/** What `Ref` gives: a loop's variable, a pseudo parameter, a parameter, or the identity of a resource. */
export function refTerm(name: string, origin: TemplateOrigin, evaluator: Evaluator): Term {
  const { template, locals } = evaluator;
  const local = locals?.get(name);
  if (local !== undefined) return textTerm(local, origin);
  if (isPseudoParameter(name)) return pseudoTerm(name, origin, template);
  const parameter = template.parameters.get(name);
  if (parameter) return parameter.term(origin);
  if (!template.resources.has(name)) return unknownTerm(`'${name}', which this template does not have`, origin);
  return unknownTerm(`resource '${name}', known after deployment`, origin, {
    scope: template,
    address: name,
    attribute: 'Ref',
  });
}

/** What `Fn::GetAtt` gives: an attribute of a resource, or an output of a nested stack. */
export function attributeTerm(address: string, attribute: string, origin: TemplateOrigin, evaluator: Evaluator): Term {
  const { template } = evaluator;
  if (!template.resources.has(address))
    return unknownTerm(`an attribute of '${address}', which this template does not have`, origin);
  const output = /^Outputs\.(.+)$/.exec(attribute)?.[1];
  const child = output === undefined ? undefined : template.tree.childOf(template, address);
  if (output !== undefined && child?.outputs.has(output))
    return outputTerm(child, output, origin, `Output of stack '${address}'.`);
  const what = attribute === 'Arn' ? 'the ARN' : `'${attribute}'`;
  return unknownTerm(`${what} of resource '${address}', known after deployment`, origin, {
    scope: template,
    address,
    attribute,
  });
}

/** The value of an output, at the place that reads it; its references stay those of its own template. */
export function outputTerm(template: Template, name: string, origin: TemplateOrigin, note: string): Term {
  return new Deferred(origin, template.tree.depth, (world) => {
    const output = template.outputs.get(name);
    if (!output) return unknownTerm(`output '${name}', which its template does not have`, origin);
    const { value, evaluator } = output;
    return template.tree.once(
      value,
      () => movedTerm(settle(evaluator.evaluate(value), world), origin, { span: value.span, note }),
      () => unknownTerm('an output that leads back to itself', origin),
    );
  });
}
