import type { Located } from '../values/index.ts';

/**
 * What reading a file can find wrong with its form. Front-ends and the shape checker only state these facts; the rules
 * in `rules/syntax/` word them, so that they have ids, severities and pages like everything else.
 */
export interface Mistakes {
  'syntax.unreadable': { readonly reason: string };
  'syntax.duplicateKey': { readonly key: string };
  'syntax.unknownField': {
    readonly field: string;
    /** What it stands in, as a message says it: "container 'web'". */
    readonly owner: string;
    readonly closest: string | undefined;
  };
  /** Members that only a describe call prints, in what is handed to a register or create call. */
  'syntax.describeOutput': { readonly fields: readonly string[]; readonly owner: string };
  'syntax.wrongType': {
    readonly field: string;
    readonly owner: string;
    readonly expected: string;
    readonly actual: string;
  };
  'syntax.badValue': {
    readonly field: string;
    readonly owner: string;
    readonly value: string;
    readonly allowed: readonly string[];
    readonly closest: string | undefined;
  };
  'syntax.missingField': { readonly field: string; readonly owner: string };
  'syntax.outOfRange': {
    readonly field: string;
    readonly owner: string;
    readonly value: number;
    readonly from: number;
    readonly to: number;
  };
  /** A reference to a name that the same template does not have. */
  'syntax.unresolvedReference': { readonly name: string; readonly closest: string | undefined };
}
export type MistakeKind = keyof Mistakes;

/** One mistake, at its narrowest place. */
export type Mistake = {
  readonly [K in MistakeKind]: Located & { readonly kind: K; readonly resource?: MistakeOwner } & Mistakes[K];
}[MistakeKind];

/** The resource that a mistake stands in, as findings name it. */
export interface MistakeOwner {
  readonly kind: string;
  readonly address: string;
  readonly name: string | undefined;
}
