/** Template actions of Go templates as Helm charts write them; GitHub's `${{ }}` and `{{resolve:…}}` are not among them. */
const ACTION =
  /(?:^|[^$\w])\{\{-?\s*(?:[.$][A-Za-z_]|(?:if|else|end|range|with|include|template|define|block|toYaml|tpl|default|quote|printf|required)\b|\/\*)/;

/** A Helm chart's template: YAML only after it has been rendered. Helm's documentation of templates tells the rest. */
export function isHelmTemplate(text: string): boolean {
  return text.includes('{{') && !text.trimStart().startsWith('{"') && ACTION.test(text);
}
