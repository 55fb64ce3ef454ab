import type { Dialect, Document, Node } from '../../syntax/index.ts';
import { plainTerm, type Evaluate } from '../node-terms.ts';
import { termsWithPlaceholders } from '../placeholders.ts';
import { isImageOf } from './image-overrides.ts';

const plain: Readonly<Record<'json' | 'yaml-go', Evaluate>> = {
  json: plainTerm('json'),
  'yaml-go': plainTerm('yaml-go'),
};

/** Text of these a shell or program reads in the container; contents of files are none of ours. */
const LITERAL = new Set(['command', 'args', 'data', 'stringData', 'binaryData']);

/** `$(NAME)` is Kubernetes' own; words in upper case may as well be text. */
const MEANS = /^(?:\$\(|\$[A-Z_]|[%@_])/;

/** Text with which a manifest is still a template for envsubst, sed or a reader; most manifests have none. */
const PLACEHOLDER = /\$\{|<[A-Za-z]|\{\{|X{4}|x{4}|ACCOUNT|account[-_]?id|[.:](?:aws-|your-)?region/;

const documents = new WeakMap<Document, Evaluate>();

/**
 * How the objects of a document are evaluated: as they stand, but for placeholders that a later step fills in, and for
 * images that a kustomization gives another tag.
 */
export function manifestTerms({ document }: Node, images: ReadonlySet<string>): Evaluate {
  if (images.size > 0) return terms(dialectOf(document), false, images);
  let evaluate = documents.get(document);
  if (!evaluate) {
    const dialect = dialectOf(document);
    evaluate = PLACEHOLDER.test(document.text) ? terms(dialect, false) : plain[dialect];
    documents.set(document, evaluate);
  }
  return evaluate;
}

/** The same where maps may have more entries than are written: in an older API version, or with a syntax error. */
export function openTerms({ document }: Node, images: ReadonlySet<string>): Evaluate {
  return terms(dialectOf(document), true, images);
}

function terms(dialect: Dialect, open: boolean, images?: ReadonlySet<string>): Evaluate {
  const setElsewhere =
    images && images.size > 0
      ? (node: Node, key: Node | undefined) =>
          isImageOf(images, node, key) ? 'an image that a kustomization sets' : undefined
      : undefined;
  return termsWithPlaceholders({ dialect, open, literal: LITERAL, means: MEANS, setElsewhere });
}

/** kubectl reads YAML as Go does. */
function dialectOf({ syntax }: Document): 'json' | 'yaml-go' {
  return syntax === 'yaml' ? 'yaml-go' : 'json';
}
