import type { Source } from '../text/source.ts';
import type { Document } from './document.ts';
import { parseJson } from './json.ts';

/** Names that only files in HCL have; nothing at the beginning of such a text would tell. Those in JSON end in `.json`. */
const HCL_PATH = /\.(?:tf|tofu|tfvars|hcl)$/;

/**
 * Reads a text by its name when that is one of HCL's, else by what it looks like: JSON when it begins like JSON, else YAML.
 * A text that begins like JSON but is none is read as YAML when that gives no fault (flow style). The parsers of YAML and
 * of HCL are loaded when there is something for them.
 */
export async function parseText(source: Source): Promise<Document> {
  if (HCL_PATH.test(source.path)) {
    const { parseHcl } = await import('./hcl/index.ts');
    return parseHcl(source);
  }
  if (!startsLikeJson(source.text)) return parseAsYaml(source);
  const document = parseJson(source);
  if (document.faults.every((fault) => fault.kind !== 'syntax') || /\.jsonc?$/.test(source.path)) return document;
  const flow = await parseAsYaml(source);
  return flow.faults.length === 0 ? flow : document;
}

async function parseAsYaml(source: Source): Promise<Document> {
  const { parseYamlWithFallback } = await import('./yaml.ts');
  return parseYamlWithFallback(source);
}

/** JSON begins with a bracket, or with a comment that leads to one. */
function startsLikeJson(text: string): boolean {
  const blanks = /[\s\ufeff]*/y;
  for (let at = 0; ;) {
    blanks.lastIndex = at;
    blanks.test(text);
    at = blanks.lastIndex;
    let end: number;
    if (text.startsWith('//', at)) end = text.indexOf('\n', at);
    else if (text.startsWith('/*', at)) end = text.indexOf('*/', at + 2) + 1;
    else return text.charAt(at) === '{' || text.charAt(at) === '[';
    if (end <= 0) return false;
    at = end + 1;
  }
}
