/** A stretch of a template: text as it will stand, or an expression with its offsets in the template. */
export type TemplatePart =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'expression'; readonly text: string; readonly start: number; readonly end: number };

/** Does the text hold anything that is not to be taken as it stands? */
export function isTemplate(text: string): boolean {
  return text.includes('${') || text.includes('%{');
}

/**
 * Splits an HCL template into text and expressions. Undefined when it has directives (`%{ if }`) or strip
 * markers (`${~`), or ends within an expression. Source: HCL syntax specification, "Templates".
 */
export function splitTemplate(text: string): TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const mark = text[at];
    if ((mark !== '$' && mark !== '%') || !/[${%]/.test(text[at + 1] ?? '')) {
      plain += mark ?? '';
      at++;
    } else if (text.startsWith(`${mark}${mark}{`, at)) {
      plain += `${mark}{`;
      at += 3;
    } else if (text[at + 1] !== '{') {
      plain += mark;
      at++;
    } else {
      const end = mark === '$' ? expressionEnd(text, at + 2, 0) : undefined;
      // `~` at an end strips blanks, which needs what stands around.
      if (end === undefined || text[at + 2] === '~' || text[end - 1] === '~') return undefined;
      if (plain !== '') parts.push({ is: 'text', text: plain });
      plain = '';
      parts.push({ is: 'expression', text: text.slice(at + 2, end), start: at + 2, end });
      at = end + 1;
    }
  }
  if (plain !== '') parts.push({ is: 'text', text: plain });
  return parts;
}

const DEEPEST = 32;

/** The offset of the brace that closes an expression, past braces and quoted templates in it. */
function expressionEnd(text: string, from: number, depth: number): number | undefined {
  if (depth > DEEPEST) return undefined;
  let open = 0;
  for (let at = from; at < text.length; at++) {
    const unit = text[at];
    if (unit === '{') open++;
    else if (unit === '}') {
      if (open === 0) return at;
      open--;
    } else if (unit === '"') {
      const end = quoteEnd(text, at + 1, depth);
      if (end === undefined) return undefined;
      at = end;
    }
  }
  return undefined;
}

function quoteEnd(text: string, from: number, depth: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    const unit = text[at];
    if (unit === '"') return at;
    if (unit === '\\') at++;
    else if ((unit === '$' || unit === '%') && text[at + 1] === '{' && text[at - 1] !== unit) {
      const end = expressionEnd(text, at + 2, depth + 1);
      if (end === undefined) return undefined;
      at = end;
    }
  }
  return undefined;
}
