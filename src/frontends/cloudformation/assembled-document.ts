import { NodeOrigin, parseEmbedded, parseJson, type Node, type OffsetMap } from '../../syntax/index.ts';
import type { Origin, ScalarTerm, TemplateTerm, Term, UnknownTerm } from '../../values/index.ts';
import { NodeList, NodeMap, scalarTerm, type Evaluate } from '../node-terms.ts';
import { unknownTerm } from './computed.ts';
import { TemplateOrigin } from './template-origin.ts';
import { scalarText, textOfParts } from './texts.ts';
import { writingOf, type Stretch } from './written-text.ts';

/** Stand around the number of an unknown stretch; private characters that no configuration holds. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const HOLE = /\uE000(\d+)\uE001/;

/**
 * The JSON document that a put-together text holds, such as a policy in a `Fn::Sub`. What is unknown in the text is
 * unknown in the document. Undefined when it holds none that can be read. Places are those of the text within `Fn::Sub`,
 * else that of the function.
 */
export function assembledDocument(term: ScalarTerm | TemplateTerm): Term | undefined {
  const { origin } = term;
  const assembly = writingOf(term)?.assembly;
  const whole = term.state === 'scalar' ? [scalarText(term)] : term.parts;
  const stretches = assembly?.stretches ?? whole.map((piece) => ({ piece, at: 0 }));
  const text = new AssembledText(stretches);
  if (!text.isReadable || !(origin instanceof TemplateOrigin)) return undefined;
  const offsets = assembly ? text.offsetsIn(assembly.node) : NOWHERE;
  const document = parseJson(origin.node.document.source, { text: text.text, offsets });
  if (document.faults.length > 0 || !document.root) return undefined;
  const placeOf = assembly ? undefined : origin;
  return reader(text.holes, placeOf, origin)(document.root);
}

const NOWHERE: OffsetMap = { outer: () => 0, encode: () => undefined };

/** Reads the nodes of an assembled document, giving back what stands in its holes. */
function reader(holes: readonly UnknownTerm[], place: Origin | undefined, whole: TemplateOrigin): Evaluate {
  const evaluate: Evaluate = (node, key) => {
    const origin = place ?? new NodeOrigin(node, key);
    if (node.isMap) return new NodeMap(node, origin, evaluate);
    if (node.isList) return new NodeList(node, origin, evaluate);
    if (!node.text.includes(OPEN)) return scalarTerm(node, 'json', origin);
    const parts = node.text.split(HOLE).map((part, index) => (index % 2 === 0 ? part : holes[Number(part)]));
    const known = parts.filter((part) => part !== undefined && part !== '');
    const term = textOfParts(known as (string | UnknownTerm)[], whole);
    return { ...term, origin };
  };
  return evaluate;
}

/** A text whose unknown stretches are marked, and the way back to where each stretch was written. */
class AssembledText {
  readonly holes: UnknownTerm[] = [];
  text = '';
  /** Pairs: an offset in the text, and the offset in the written text from which that stretch comes. */
  readonly #steps: (readonly [number, number])[] = [];
  #inString = false;
  #marked = false;

  constructor(stretches: readonly Stretch[]) {
    for (const { piece, at } of stretches) {
      if (typeof piece === 'string') this.#add(piece, at);
      else if (piece.state === 'scalar') this.#add(scalarText(piece), at);
      else if (piece.state === 'template') {
        for (const part of piece.parts) {
          if (typeof part === 'string') this.#add(part, at);
          else this.#hole(part, at);
        }
      } else if (piece.state !== 'absent') {
        this.#hole(piece.state === 'unknown' ? piece : unknownTerm('something that is not text', piece.origin), at);
      }
    }
  }

  /** Whether it looks like JSON, and holds no mark of ours by itself. */
  get isReadable(): boolean {
    return !this.#marked && /^\s*[[{]/.test(this.text);
  }

  offsetsIn(node: Node): OffsetMap {
    const written = parseEmbedded(node, 'json').offsets;
    return {
      outer: (offset) => {
        const index = this.#steps.findLastIndex(([start]) => start <= offset);
        const [start, at] = this.#steps[index] ?? [0, 0];
        const limit = this.#steps[index + 1]?.[1] ?? Number.POSITIVE_INFINITY;
        const there = Math.min(at + offset - start, limit);
        return written ? written.outer(there) : there;
      },
      encode: () => undefined,
    };
  }

  #add(text: string, at: number): void {
    if (text.includes(OPEN)) this.#marked = true;
    this.#steps.push([this.text.length, at]);
    this.text += text;
    for (let index = 0; index < text.length; index++) {
      const unit = text[index];
      if (unit === '"') this.#inString = !this.#inString;
      else if (unit === '\\' && this.#inString) index++;
    }
  }

  /** Between strings a hole is a value of its own, so that the text stays JSON. */
  #hole(part: UnknownTerm, at: number): void {
    const mark = `${OPEN}${this.holes.length}${CLOSE}`;
    this.holes.push(part);
    this.#steps.push([this.text.length, at]);
    this.text += this.#inString ? mark : `"${mark}"`;
  }
}
