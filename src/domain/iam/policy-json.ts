/**
 * A policy document as JSON.parse would give it, in which UNKNOWN_TEXT stands for what nobody knows: as a text or a part
 * of one, as an item for items that may be there, as a key for members that may be there.
 */
export type PolicyJson =
  string | number | boolean | null | ResourceName | readonly PolicyJson[] | { readonly [key: string]: PolicyJson };

/** Where something stands in a document: keys, and indices of lists. */
export type PolicyPath = readonly (string | number)[];

/**
 * The ARN of a resource that has an identity of its own, however little of the ARN is known: names with two identities
 * never mean one resource.
 */
export class ResourceName {
  /** With UNKNOWN_TEXT for what is not known. */
  readonly arn: string;
  readonly identity: object;

  constructor(arn: string, identity: object) {
    this.arn = arn;
    this.identity = identity;
  }
}

export function isMap(json: PolicyJson | undefined): json is Readonly<Record<string, PolicyJson>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof ResourceName);
}

export function isList(json: PolicyJson | undefined): json is readonly PolicyJson[] {
  return Array.isArray(json);
}
