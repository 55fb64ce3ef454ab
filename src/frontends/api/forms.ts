import type { Kind, Spelling } from '../../model/index.ts';
import { NodeOrigin, type Node } from '../../syntax/index.ts';
import type { MapTerm } from '../../values/index.ts';
import { NodeMap, type Evaluate } from '../node-terms.ts';
import type { Top } from './document.ts';
import { spellingOf } from './spelling.ts';

/** A resource in a document. */
export interface Found {
  readonly kind: Kind;
  /** The identity that AWS gave it, where the form shows it. */
  readonly id?: string | undefined;
  readonly term: MapTerm;
  readonly spelling: Spelling;
  /** False where the form is not the API's own, so that its fields cannot be held against the shape. */
  readonly checked?: boolean;
}

/** One form of document that an API, its command line or a pipeline takes. */
export interface Form {
  /** The kinds that such documents hold. */
  readonly kinds: readonly Kind[];
  /** Is it certain, by what is written in it, that the document has this form? */
  recognises(top: Top): boolean;
  lower(top: Top, evaluate: Evaluate): Iterable<Found>;
}

/** The form of a document that is the input of one API call: the whole of it is one resource. */
export function request(kind: Kind, recognises: (top: Top) => boolean): Form {
  return {
    kinds: [kind],
    recognises,
    *lower(top, evaluate) {
      yield { kind, term: mapTerm(top.node, evaluate), spelling: spellingOf(kind) };
    },
  };
}

/** The term of a node that is known to be a map. */
export function mapTerm(node: Node, evaluate: Evaluate): MapTerm {
  const term = evaluate(node);
  return term.state === 'map' ? term : new NodeMap(node, new NodeOrigin(node), evaluate, true);
}

/** The same, of a map beside which there may be more that is not written here. */
export function openTerm(node: Node, evaluate: Evaluate): MapTerm {
  return new NodeMap(node, new NodeOrigin(node), evaluate, true);
}
