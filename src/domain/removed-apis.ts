import table from '../../schemas/kubernetes/removed-apis.json' with { type: 'json' };

/** An API that Kubernetes used to serve. */
export interface RemovedApi {
  readonly apiVersion: string;
  readonly kind: string;
  /** The first release without it, as `1.25`. */
  readonly removedIn: string;
  /** The `apiVersion` that took its place; undefined where none did. */
  readonly replacement: string | undefined;
  /** What to use where no API took its place, as a noun phrase. */
  readonly instead: string | undefined;
  /** Is an object of the old version, word for word, one of the new version that means the same? */
  readonly sameShape: boolean;
}

interface Row {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  readonly removedIn: string;
  readonly replacement: string | null;
  readonly instead?: string;
  readonly sameShape: boolean;
}

let apis: ReadonlyMap<string, RemovedApi> | undefined;

/**
 * The API of that version and kind, if it is one that Kubernetes has removed by the release that the table knows last;
 * undefined for any other, and for custom resources. Source: schemas/kubernetes/removed-apis.json.
 */
export function removedApi(apiVersion: string, kind: string): RemovedApi | undefined {
  apis ??= new Map(table.removed.flatMap(entriesOf));
  return apis.get(`${apiVersion} ${kind}`);
}

function entriesOf({ kinds, replacement, instead, ...row }: Row): [string, RemovedApi][] {
  return kinds.map((kind) => [
    `${row.apiVersion} ${kind}`,
    { ...row, kind, replacement: replacement ?? undefined, instead },
  ]);
}

/** An API that is still served, and on its way out. */
export interface DeprecatedApi {
  readonly deprecatedIn: string;
  /** The `apiVersion` and kind to use. */
  readonly replacement: string;
}

/** The API of that version and kind, if it is deprecated and was still served when the table was made. */
export function deprecatedApi(apiVersion: string, kind: string): DeprecatedApi | undefined {
  return table.deprecated.find((row) => row.apiVersion === apiVersion && row.kinds.includes(kind));
}
