import type { Notice } from '../findings/index.ts';
import type { Kind, Mistake, ResourceSource } from '../model/index.ts';
import type { Node } from '../syntax/index.ts';
import type { Source } from '../text/source.ts';

/** One document that a front-end has recognised as its own. */
export interface Input {
  readonly root: Node;
  /** Its place in a stream of several documents. */
  readonly index: number;
}

/** What is known besides the files. */
export interface LowerSettings {
  /** CloudFormation parameters given by the user. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly region?: string | undefined;
  /** Terraform variables given by the user: text, or an expression where another type is wanted. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** Files in the form of `.tfvars` that the user names, the later of which count more. */
  readonly variableFiles?: readonly Source[] | undefined;
  readonly files?: FileAccess | undefined;
  /** The folder of the root module that Terraform plans were made of, relative as the paths of the inputs are. */
  readonly terraformRoot?: string | undefined;
}

/** Reads what a configuration refers to by a path, relative as those of the inputs are. Never throws. */
export interface FileAccess {
  /** A text; undefined for what is not there, is no text, or lies outside of what may be read. */
  read(path: string): Source | undefined;
  /** Names of what is in a folder; none where it is not there. */
  list(folder: string): readonly string[];
}

/** Where a front-end puts what it finds. It never judges and never throws at a user's mistake. */
export interface Lowering {
  readonly settings: LowerSettings;
  readonly add: <K extends Kind>(resource: ResourceSource<K>) => void;
  readonly mistake: (mistake: Mistake) => void;
  readonly notice: (notice: Notice) => void;
}

/** One input format: recognises documents by content, evaluates them, lowers them to resources. */
export interface Frontend {
  readonly name: string;
  /** Kinds it can lower to, whose shapes must be loaded first. */
  readonly kinds: readonly Kind[];
  /** The kinds that these documents need of them, where that is cheaply seen: a start-up loads no more tables than it reads. */
  kindsIn?(inputs: readonly Input[], settings?: LowerSettings): Iterable<Kind>;
  /** Is this document, by the evidence in it, of this format? Source: docs/architecture.md, "Recognition". */
  recognises(root: Node): boolean;
  /** Who reads its documents where there are also documents of another front-end, or settings ask for those. */
  readonly partner?: Partner;
  /** Lowers all documents of the project that it recognised; those of one template tree or module see each other here. */
  lower(inputs: readonly Input[], lowering: Lowering): void;
}

/** Two formats that say more together than each by itself: a Terraform plan and its source. */
export interface Partner {
  /** The other front-end. */
  readonly name: string;
  /** Is it needed even where there is no document of the other? */
  isNeeded(settings: LowerSettings): boolean;
  /** The front-end that is handed the documents of both. */
  load(): Promise<Frontend>;
}

/** How a front-end is found: cheap evidence in the text first, its code only when there is some. */
export interface FrontendEntry {
  readonly name: string;
  /** Text that every document of this format contains. Most files of a monorepo match none and are never parsed. */
  readonly evidence: RegExp;
  /** Paths of the files in which it counts, where the syntax goes by the name: nothing in `.tfvars` would tell. */
  readonly paths?: RegExp;
  load(): Promise<Frontend>;
}

/** Is there evidence of this format in a file? */
export function isEvident({ evidence, paths }: FrontendEntry, { path, text }: Source): boolean {
  return (!paths || paths.test(path)) && evidence.test(text);
}
