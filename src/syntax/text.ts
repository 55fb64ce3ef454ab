import type { Source } from '../text/source.ts';
import type { Document } from './document.ts';
import { parseJson } from './json.ts';

type YamlModule = typeof import('./yaml.ts');
let yaml: YamlModule | undefined;

/** JSON begins with a bracket, or with a comment that leads to one; the rest is YAML. */
const JSON_START = /^\uFEFF?(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*[[{]/;

/**
 * Reads a text by what it looks like: JSON when it begins like JSON, else YAML. A text that begins like JSON but is none
 * is read as YAML when that gives no fault (flow style). The YAML parser is loaded when there is something for it.
 */
export async function parseText(source: Source): Promise<Document> {
  if (JSON_START.test(source.text)) {
    const document = parseJson(source);
    if (document.faults.every((fault) => fault.kind !== 'syntax') || /\.jsonc?$/.test(source.path)) return document;
    const { parseYamlWithFallback } = (yaml ??= await import('./yaml.ts'));
    const flow = await parseYamlWithFallback(source);
    return flow.faults.length === 0 ? flow : document;
  }
  const { parseYaml, parseYamlWithFallback } = (yaml ??= await import('./yaml.ts'));
  return parseYaml(source) ?? (await parseYamlWithFallback(source));
}
