import type { Source } from '../text/source.ts';
import type { Document, Inner } from './document.ts';
import { DOUBT, TOO_DEEP, YamlReader } from './yaml-reader.ts';
import { YamlTree } from './yaml-tree.ts';

/**
 * Reads YAML as people write it; undefined where the text has an error or is unusual, so that the parser which recovers
 * has to look (`parseYamlWithFallback`). Never throws.
 */
export function parseYaml(source: Source, inner?: Inner): Document | undefined {
  const tree = new YamlTree(source, inner);
  try {
    new YamlReader(inner ? inner.text : source.text, tree).read();
    return tree.finish();
  } catch (error) {
    if (error === DOUBT) return undefined;
    if (error === TOO_DEEP) return tree.refuseDepth();
    throw error;
  }
}

/** Reads any YAML: a text with errors still yields what can be read of it, with its faults. */
export async function parseYamlWithFallback(source: Source, inner?: Inner): Promise<Document> {
  const document = parseYaml(source, inner);
  if (document) return document;
  const { parseBrokenYaml } = await import('./yaml-fallback.ts');
  return parseBrokenYaml(source, inner);
}
