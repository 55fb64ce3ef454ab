import type { Mistake, MistakeOwner } from '../../model/index.ts';
import { NodeOrigin, type Node } from '../../syntax/index.ts';
import type { Lowering } from '../frontend.ts';
import type { TemplateResource } from './template.ts';
import { kindsOfType } from './types.ts';

/** How a message names a resource of a template. */
export function resourceText({ logicalId, type }: TemplateResource): string {
  return type === '' ? `resource '${logicalId}'` : `resource '${logicalId}' (${type})`;
}

/** The resource that a mistake stands in, where it is one of ours. */
export function ownerOf({ logicalId, type }: TemplateResource): MistakeOwner | undefined {
  const [kind] = kindsOfType(type);
  return kind && { kind, address: logicalId, name: undefined };
}

/** Tells of mistakes in one part of a template. */
export class Teller {
  /** What messages call the part. */
  readonly part: string;
  readonly #owner: MistakeOwner | undefined;
  readonly #lowering: Lowering;

  constructor(lowering: Lowering, part: string, owner?: MistakeOwner) {
    this.#lowering = lowering;
    this.part = part;
    this.#owner = owner;
  }

  tell(mistake: Mistake): void {
    this.#lowering.mistake(this.#owner ? { ...mistake, resource: this.#owner } : mistake);
  }

  unknownField(key: Node, closest: string | undefined): void {
    this.tell({ kind: 'syntax.unknownField', origin: new NodeOrigin(key), field: key.text, owner: this.part, closest });
  }

  /** A function that is spelled wrong, at its key or, in the short form, at what it is given. */
  misspelt(node: Node, name: string, closest: string): void {
    this.tell({ kind: 'syntax.unknownField', origin: new NodeOrigin(node), field: name, owner: this.part, closest });
  }

  wrongType(node: Node, field: string, expected: string, key?: Node): void {
    const origin = new NodeOrigin(node, key);
    const actual = node.isMap ? 'a map' : node.isList ? 'a list' : 'text';
    this.tell({ kind: 'syntax.wrongType', origin, field, owner: this.part, expected, actual });
  }

  unresolved(node: Node, name: string, closest: string | undefined): void {
    this.tell({ kind: 'syntax.unresolvedReference', origin: new NodeOrigin(node), name, closest });
  }
}
