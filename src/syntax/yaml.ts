import type { Source } from '../text/source.ts';
import type { Document, Inner } from './document.ts';
import { DOUBT, TOO_DEEP } from './yaml-cursor.ts';
import { YamlReader } from './yaml-reader.ts';
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

/** Units of text that the parser which recovers gets to see; it takes some seconds and 250 bytes of memory for each. */
const FALLBACK_LIMIT = 1_500_000;

/**
 * Reads any YAML: a text with errors still yields what can be read of it, with its faults. A huge one yields a fault only.
 */
export async function parseYamlWithFallback(source: Source, inner?: Inner): Promise<Document> {
  const document = parseYaml(source, inner);
  if (document) return document;
  if ((inner ?? source).text.length > FALLBACK_LIMIT) return refuseHuge(source, inner);
  const { parseBrokenYaml } = await import('./yaml-fallback.ts');
  return parseBrokenYaml(source, inner);
}

function refuseHuge(source: Source, inner: Inner | undefined): Document {
  const tree = new YamlTree(source, inner);
  const reader = new YamlReader((inner ?? source).text, tree);
  try {
    reader.read();
    return tree.finish();
  } catch {
    const at = reader.position;
    const message = 'Here is an error, or YAML too unusual to be read in a file of this size.';
    return new YamlTree(source, inner).refuse({ kind: 'syntax', message, start: at, end: at });
  }
}
