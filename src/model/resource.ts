import type { Span } from '../text/source.ts';
import type { Origin, Term, World } from '../values/index.ts';
import { settle } from '../values/index.ts';
import { Allowance } from './allowance.ts';
import type { Kind, Kinds } from './kinds.ts';
import { shapeForKind } from './kinds.ts';
import type { Spelling } from './spelling.ts';
import { ownerOf, viewOf, type Reading } from './view.ts';

/** What a front-end lowers a piece of a file to. */
export interface ResourceSource<K extends Kind = Kind> {
  readonly kind: K;
  /** What the user knows it by: the family, the logical id, `aws_ecs_service.web["a"]`, `Deployment/shop/web`. */
  readonly address: string;
  /** The name that it will have, where that is known without any decision. */
  readonly name?: string | undefined;
  /** The identity that AWS gave it, where the file shows it: `sg-0123456789abcdef0`. */
  readonly id?: string | undefined;
  /** Shown beside the address: a CDK construct path. */
  readonly alias?: string | undefined;
  /** The whole of it: its properties under their shape, in the format's words. */
  readonly term: Term;
  readonly spelling: Spelling;
  /** Template, module instance, or file: where a reference's address has a meaning. */
  readonly scope: object;
  /** Address within the scope, as references use it; the address itself when left out. */
  readonly localAddress?: string | undefined;
  /** Local addresses of resources that the author says must be there before it, besides those that it refers to. */
  readonly dependsOn?: readonly string[] | undefined;
  /** False when it is certain that no value in it depends on a condition: its one view is then shared. */
  readonly conditional: boolean;
  /** The resource's own condition; true when it has none. */
  exists?(world: World): boolean;
}

/** A thing that AWS or Kubernetes would create, in the vendor's words whatever format it came from. */
export class Resource<K extends Kind = Kind> {
  readonly kind: K;
  readonly address: string;
  readonly localAddress: string;
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly alias: string | undefined;
  readonly scope: object;
  readonly dependsOn: readonly string[];
  readonly term: Term;
  readonly spelling: Spelling;
  readonly conditional: boolean;
  readonly #exists: ((world: World) => boolean) | undefined;
  #isCut = false;
  #shared: Kinds[K] | undefined;
  /** Who is told of the unknown values that are read in the shared view. */
  #listener: Reading['onUnknown'];
  // Made on first use: a large plan has ten thousand resources and no condition.
  #views: WeakMap<World, Kinds[K]> | undefined;

  constructor(from: ResourceSource<K>) {
    this.kind = from.kind;
    this.address = from.address;
    this.localAddress = from.localAddress ?? from.address;
    this.name = from.name;
    this.id = from.id;
    this.alias = from.alias;
    this.scope = from.scope;
    this.dependsOn = from.dependsOn ?? [];
    this.term = from.term;
    this.spelling = from.spelling;
    this.conditional = from.conditional;
    this.#exists = from.exists?.bind(from);
  }

  get origin(): Origin {
    return this.term.origin;
  }

  get span(): Span {
    return this.term.origin.span;
  }

  get path(): string {
    return this.span.source.path;
  }

  exists(world: World): boolean {
    return this.#exists?.(world) ?? true;
  }

  /** The typed view of it in this world: the same object for whoever asks again. */
  view(world: World, onUnknown?: Reading['onUnknown']): Kinds[K] {
    if (!this.conditional) {
      if (this.#shared && this.#listener === onUnknown) return this.#shared;
      const view = this.#read(world, onUnknown);
      this.#shared = view;
      this.#listener = onUnknown;
      remember(this);
      return view;
    }
    const views = (this.#views ??= new WeakMap());
    let view = views.get(world);
    if (!view) views.set(world, (view = this.#read(world, onUnknown)));
    return view;
  }

  /** Whether somebody has tried to read more of it than may be read. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Lets the shared view go; it is read again when somebody asks. */
  forget(): void {
    this.#shared = undefined;
  }

  #read(world: World, onUnknown: Reading['onUnknown']): Kinds[K] {
    const allowance = new Allowance(() => (this.#isCut = true));
    const { spelling } = this;
    const reading: Reading = { spelling, world, allowance, ...(onUnknown && { onUnknown }) };
    // The class behind the view is made from the shape that the kind's type is generated from.
    return viewOf(settle(this.term, world), shapeForKind(this.kind), reading, this) as unknown as Kinds[K];
  }
}

/**
 * Resources whose views were made last. Rules look at one resource and its neighbours at a time; keeping every view of a
 * plan with twenty thousand resources would cost three times the memory of the plan.
 */
const RECENT = 32;
const recent: Resource[] = [];
let oldest = 0;

function remember(resource: Resource): void {
  recent[oldest]?.forget();
  recent[oldest] = resource;
  oldest = (oldest + 1) % RECENT;
}

/** The resource that a top-level view was made of. */
export function resourceOf(view: object): Resource | undefined {
  const owner = ownerOf(view);
  return owner instanceof Resource ? owner : undefined;
}
