/** Directives of a template. Source: Terraform, "Strings and Templates". */
const DIRECTIVE = /%\{~?\s*(?:if|for|else|endif|endfor)\b/;

/** Where JSON wants a value, an expression: `"containerPort": ${port}`. Variables of shells have capitals. */
const VALUE = /"\s*:\s*\$\{~?\s*[a-z_][a-z0-9_.]*\s*(?:[([]|~?\})/;

/** A file for Terraform's `templatefile`: a document only after it has been rendered, and judged where that is done. */
export function isTerraformTemplate(text: string): boolean {
  return (text.includes('%{') && DIRECTIVE.test(text)) || (text.includes('${') && VALUE.test(text));
}
