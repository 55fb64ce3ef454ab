/** What only a chart's templates can name. Source: Helm documentation, "Built-in Objects". */
const CHART = /\{\{[^{}]{0,500}?\.(?:Values|Release|Chart|Capabilities|Template|Files)\b/;

/** Template actions of Go templates as Helm charts write them; GitHub's `${{ }}` and `{{resolve:…}}` are not among them. */
const ACTION =
  /(?:^|[^$\w])\{\{-?\s*(?:\.(?:[A-Za-z_]|\s)|\$\.?[A-Za-z_]|(?:if|else|end|range|with|include|template|define|block|toYaml|tpl|default|quote|printf|required)\b|\/\*)/;

/** A Helm chart's template: YAML only after it has been rendered. Source: facts/formats.md, recognition table. */
export function isHelmTemplate(text: string): boolean {
  return text.includes('{{') && !isJson(text) && CHART.test(text);
}

/**
 * A template of a chart or of something else, by its actions. Others write them too, into texts that are fine as they
 * stand: alerts of Prometheus, templates of External Secrets. Only what cannot be read otherwise is taken for a template.
 */
export function mayBeTemplate(text: string): boolean {
  return text.includes('{{') && !isJson(text) && ACTION.test(text);
}

/** `{{` at the start of a line of YAML is a template; in minified JSON it is a map in a map. */
function isJson(text: string): boolean {
  return text.trimStart().startsWith('{"');
}
