import { parseHclTemplate, partsOf } from '../../../syntax/index.ts';
import type { MapTerm, Term } from '../../../values/index.ts';
import type { FileText } from '../functions/index.ts';
import { through } from '../modules/relocate.ts';
import { SourcePlace } from '../source-place.ts';
import { withNames, type Scope } from './scope.ts';
import { evaluateTemplate } from './templates.ts';
import { unknownTerm } from './terms.ts';

/** A template from elsewhere with these variables, and no other names. Never throws. */
export function renderTemplate(template: FileText, variables: MapTerm, scope: Scope): Term {
  const { text, place } = template;
  if (!scope.budget.spendText(text.length)) return scope.budget.beyond('a text that is too long', place);
  const { source } = place.span;
  const inner = { text, offsets: { outer: () => place.span.start, encode: () => undefined } };
  const { root } = parseHclTemplate(source, text === source.text ? undefined : inner);
  if (!root) return unknownTerm('a template that cannot be read', place);
  const names = new Map<string, Term>();
  for (const { name, value } of variables.entries()) {
    names.set(name, through(value, { span: value.origin.head, note: `Variable '${name}' of the template.` }));
  }
  const alone: Scope = { ...scope, lookup: () => undefined, around: undefined, isTemplate: true };
  const at = new SourcePlace(root, undefined, { via: scope.via, computed: true });
  return evaluateTemplate(partsOf(root), { scope: withNames(alone, names, source.path), place: at });
}
