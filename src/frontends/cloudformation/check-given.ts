import { closest } from '../../domain/index.ts';
import type { Lowering } from '../frontend.ts';
import type { Template } from './template.ts';

/** Allowed values that a notice lists. */
const MOST_LISTED = 8;

/** Tells of values given for this run that no template has a parameter for, or whose parameter does not allow them. */
export function checkGiven(templates: readonly Template[], { settings, notice }: Lowering): void {
  for (const [name, value] of Object.entries(settings.parameters)) {
    const having = templates.flatMap((template) => template.parameters.get(name) ?? []);
    if (having.length === 0) {
      const meant = closest(
        name,
        templates.flatMap((template) => [...template.parameters.keys()]),
      );
      const message = `No template has a parameter '${name}', which was given a value${meant ? `; did you mean '${meant}'?` : '.'}`;
      notice({ kind: 'incomplete', message });
    }
    for (const { domain, isSensitive } of having) {
      if (!domain || domain.includes(value)) continue;
      const given = isSensitive ? 'the value given' : `'${value}'`;
      const isLong = domain.length > MOST_LISTED;
      const allowed = isSensitive || isLong ? '' : `; it takes ${domain.map((each) => `'${each}'`).join(' or ')}`;
      notice({ kind: 'incomplete', message: `Parameter '${name}' does not allow ${given}${allowed}.` });
      break;
    }
  }
}
