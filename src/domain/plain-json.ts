/**
 * A document as JSON.parse would give it, in which UNKNOWN_TEXT stands for what nobody knows: as a text or a part of one,
 * as an item for items that may be there, as a key for members that may be there.
 */
export type PlainJson = string | number | boolean | null | readonly PlainJson[] | { readonly [key: string]: PlainJson };

/** Where something stands in a document: keys, and indices of lists. */
export type JsonPath = readonly (string | number)[];
