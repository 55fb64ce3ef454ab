import type { Kind, Kinds, Reading, Resource } from '../model/index.ts';
import { resourceOf } from '../model/index.ts';
import { explore, World, type Reference, type Unknown, type Value } from '../values/index.ts';
import { UNKNOWN_TEXT } from '../domain/index.ts';
import { areNear, folderOf, Folders } from './folders.ts';
import type { Join, Joins } from './join.ts';
import { referredName } from './names.ts';
import { textOf } from './text-of.ts';

type Reads<K extends Kind> = (view: Kinds[K]) => readonly Value<string>[];

/** The resources of one project, found by kind, by address within a scope, and by name. Built once, never changed. */
export class ResourceIndex {
  readonly resources: readonly Resource[];
  readonly #byKind = new Map<Kind, Resource[]>();
  readonly #byAddress = new Map<object, Map<string, Resource[]>>();
  readonly #byName = new Map<Kind, Map<string, Resource[]>>();
  readonly #relations = new Map<string, Relation>();
  readonly #facts = new Map<object, unknown>();
  readonly #shared = new Map<(index: ResourceIndex) => unknown, unknown>();

  readonly #onUnknown: Reading['onUnknown'];

  /** `onUnknown` is told of every unknown value that somebody reads. */
  constructor(resources: readonly Resource[], onUnknown?: Reading['onUnknown']) {
    this.resources = resources;
    this.#onUnknown = onUnknown;
    for (const resource of resources) {
      push(this.#byKind, resource.kind, resource);
      let scope = this.#byAddress.get(resource.scope);
      if (!scope) this.#byAddress.set(resource.scope, (scope = new Map<string, Resource[]>()));
      push(scope, resource.localAddress, resource);
    }
  }

  view<K extends Kind>(resource: Resource<K>, world: World): Kinds[K] {
    return resource.view(world, this.#onUnknown);
  }

  ofKind<K extends Kind>(kind: K): readonly Resource<K>[] {
    return (this.#byKind.get(kind) ?? []) as unknown as readonly Resource<K>[];
  }

  /** What is worked out over all resources, once for the project: the tables behind a question. Worlds have no part in it. */
  shared<T>(make: (index: ResourceIndex) => T): T {
    if (!this.#shared.has(make)) this.#shared.set(make, make(this));
    return this.#shared.get(make) as T;
  }

  /** Whatever a reference leads to, several where a type of the format is lowered to several kinds. */
  allAt(reference: Reference): readonly Resource[] {
    return this.#byAddress.get(reference.scope)?.get(reference.address) ?? [];
  }

  at<K extends Kind>(reference: Reference, kind: K): Resource<K> | undefined {
    const found = this.allAt(reference).find((resource) => resource.kind === kind);
    return found as unknown as Resource<K> | undefined;
  }

  /**
   * The resource of this kind with this name or id that is nearest to the one who names it: in its own scope, else its file,
   * else its folder, and so on upwards. Two equally near ones that both exist cannot be told apart, so neither is given.
   */
  named<K extends Kind>(kind: K, name: string, from: Resource, world: World): Resource<K> | undefined {
    let names = this.#byName.get(kind);
    if (!names) {
      this.#byName.set(kind, (names = new Map<string, Resource[]>()));
      for (const resource of this.ofKind(kind))
        for (const each of new Set([resource.name, resource.id]))
          if (each !== undefined) push(names, each, resource as unknown as Resource);
    }
    const near = nearest(names.get(name) ?? [], from);
    const found = near.length > 1 ? near.filter((resource) => resource.exists(world)) : near;
    return (found.length === 1 ? found[0] : undefined) as unknown as Resource<K> | undefined;
  }

  /**
   * Resources of a kind that in some world refer to a target through these values. Made once for each relation, over
   * all worlds; whether one does in a given world is asked again there.
   */
  possibleReferrers<K extends Kind, T extends Kind>(
    relation: string,
    target: Resource<T>,
    kind: K,
    reads: Reads<K>,
  ): Referrers<K> {
    let known = this.#relations.get(relation);
    if (!known) this.#relations.set(relation, (known = this.#relate(target.kind, kind, reads)));
    const of = (found: readonly Resource[]): readonly Resource<K>[] => found as unknown as readonly Resource<K>[];
    const near = known.open && known.loose.isNear(target.path);
    return { resources: of(known.byTarget.get(target) ?? []), lost: of(known.lost), open: known.open, near };
  }

  /**
   * What a question finds out about a resource, kept for all worlds: undefined where it depends on one, or where the
   * question says so itself. It may keep views of resources that are not conditional, and of no others.
   */
  fact<T extends object>(
    question: (core: Core, resource: Resource) => T | undefined,
    resource: Resource,
  ): T | undefined {
    let known = this.#facts.get(question) as Map<Resource, T | undefined> | undefined;
    if (!known) this.#facts.set(question, (known = new Map<Resource, T | undefined>()));
    if (known.has(resource)) return known.get(resource);
    const world = new World();
    const found = question(new Core(this, world), resource);
    const fact = world.hasDecided ? undefined : found;
    known.set(resource, fact);
    return fact;
  }

  #relate<K extends Kind>(target: Kind, kind: K, reads: Reads<K>): Relation {
    const byTarget = new Map<Resource, Resource[]>();
    const loose = new Folders();
    const lost: Resource[] = [];
    let open = false;
    for (const candidate of this.ofKind(kind)) {
      const from = candidate as unknown as Resource;
      let isLoose = false;
      const { outcomes, complete } = explore((world) => {
        if (!candidate.exists(world)) return;
        const core = new Core(this, world);
        for (const value of reads(this.view(candidate, world))) {
          const found = core.resolve(value, target, from);
          if (found) pushOnce(byTarget, found, from);
          else if (value.state !== 'absent') {
            if (lost.at(-1) !== from) lost.push(from);
            isLoose ||= value.state !== 'known';
          }
        }
      });
      isLoose ||= !complete && outcomes.length > 0;
      if (isLoose) loose.add(from.path);
      open ||= isLoose;
    }
    return { byTarget, lost, open, loose };
  }
}

interface Referrers<K extends Kind> {
  readonly resources: readonly Resource<K>[];
  /** Resources of the kind that refer to something that is not found. */
  readonly lost: readonly Resource<K>[];
  /** Some refer to something that we cannot tell. */
  readonly open: boolean;
  /** Some of those stand near. */
  readonly near: boolean;
}

/** Who refers to whom by one kind of reference. */
interface Relation {
  readonly byTarget: ReadonlyMap<Resource, readonly Resource[]>;
  /** Those that in some world refer to something that is not found. */
  readonly lost: readonly Resource[];
  /** Some refer to something that we cannot tell. */
  readonly open: boolean;
  /** Where those stand. */
  readonly loose: Folders;
}

/** The index as it stands in one world: conditional resources that do not exist there are not found. */
export class Core {
  readonly index: ResourceIndex;
  readonly world: World;
  readonly #answers = new Map<object, unknown>();

  constructor(index: ResourceIndex, world: World) {
    this.index = index;
    this.world = world;
  }

  /** The answer to a question about a view, worked out once: rule after rule asks the same of the resource at hand. */
  once<V extends object, T extends object | undefined>(question: (core: Core, view: V) => T, view: V): T {
    let known = this.#answers.get(question) as Map<V, T> | undefined;
    if (!known) this.#answers.set(question, (known = new Map<V, T>()));
    if (!known.has(view)) known.set(view, question(this, view));
    return known.get(view) as T;
  }

  /** All of a kind that exist here. */
  all<K extends Kind>(kind: K): Kinds[K][] {
    return this.index
      .ofKind(kind)
      .filter((resource) => resource.exists(this.world))
      .map((resource) => this.index.view(resource, this.world));
  }

  /** What a value written in a resource refers to. */
  join<K extends Kind>(value: Value<string>, kind: K, owner: object): Join<K> {
    if (value.state === 'absent') return { state: 'absent' };
    const from = resourceOf(owner);
    const resource = from && this.resolve(value, kind, from);
    if (!resource?.exists(this.world)) return { state: 'outside' };
    return { state: 'found', view: this.index.view(resource, this.world), resource };
  }

  resolve<K extends Kind>(value: Value<string>, kind: K, from: Resource): Resource<K> | undefined {
    switch (value.state) {
      case 'unknown':
        return value.reference && this.index.at(value.reference, kind);
      case 'template':
        return (
          (value.reference && this.index.at(value.reference, kind)) ??
          this.#within(value.parts, kind) ??
          this.#named(kind, textOf(value.parts), from)
        );
      case 'known':
        return (value.reference && this.index.at(value.reference, kind)) ?? this.#named(kind, value.value, from);
      case 'absent':
        return undefined;
    }
  }

  /** The resource that a part of a text stands for: "arn:aws:iam::${account}:role/${Role}". */
  #within<K extends Kind>(parts: readonly (string | Unknown)[], kind: K): Resource<K> | undefined {
    for (const [i, part] of parts.entries()) {
      if (typeof part === 'string' || !part.reference) continue;
      // "${Cluster}-old" is something else.
      const [before, after] = [parts[i - 1] ?? '', parts[i + 1] ?? ''];
      const isWhole = typeof before === 'string' && typeof after === 'string' && /(^|[/:])$/.test(before);
      const found = isWhole && /^($|[/:@])/.test(after) ? this.index.at(part.reference, kind) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  /** By ARN, path or name, whose own part of the text must be known. */
  #named<K extends Kind>(kind: K, text: string, from: Resource): Resource<K> | undefined {
    const name = referredName(kind, text);
    return name === '' || name.includes(UNKNOWN_TEXT) ? undefined : this.index.named(kind, name, from, this.world);
  }

  /**
   * Resources of a kind that refer, by a value which leads to nothing in the tree, to what may be this one: they stand in
   * its folder, or one above or below it, and `mayMean` does not exclude it.
   */
  looseReferrers<K extends Kind>(
    relation: string,
    target: object,
    kind: K,
    reads: Reads<K>,
    mayMean: (value: Value<string>) => boolean,
  ): Kinds[K][] {
    const resource = resourceOf(target);
    if (!resource) return [];
    const { lost } = this.index.possibleReferrers(relation, resource, kind, reads);
    return lost
      .filter((candidate) => areNear(candidate.path, resource.path) && candidate.exists(this.world))
      .map((candidate) => ({ candidate, view: this.index.view(candidate, this.world) }))
      .filter(({ candidate, view }) =>
        reads(view).some(
          (value) => value.state !== 'absent' && !this.resolve(value, resource.kind, candidate) && mayMean(value),
        ),
      )
      .map(({ view }) => view);
  }

  /** All resources of a kind whose values, here, refer to the owner of this view. */
  referrers<K extends Kind>(relation: string, target: object, kind: K, reads: Reads<K>): Joins<K> {
    const resource = resourceOf(target);
    if (!resource) return { items: [], open: true, near: true };
    const items: Kinds[K][] = [];
    const possible = this.index.possibleReferrers(relation, resource, kind, reads);
    for (const candidate of possible.resources) {
      if (!candidate.exists(this.world)) continue;
      const view = this.index.view(candidate, this.world);
      // What holds in some world holds in all where nothing depends on a condition.
      const refers =
        (!candidate.conditional && !resource.conditional) ||
        reads(view).some((value) => this.resolve(value, resource.kind, candidate) === resource);
      if (refers) items.push(view);
    }
    return { items, open: possible.open, near: possible.near };
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Adds what may have been added just before. */
function pushOnce<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  if (map.get(key)?.at(-1) !== value) push(map, key, value);
}

/** Those of the candidates that are as near as any to the one who names them. */
function nearest(candidates: readonly Resource[], from: Resource): readonly Resource[] {
  if (candidates.length === 0) return candidates;
  const inScope = candidates.filter((candidate) => candidate.scope === from.scope);
  if (inScope.length > 0) return inScope;
  let path = from.path;
  for (;;) {
    const near = candidates.filter(
      (candidate) => candidate.path === path || path === '' || candidate.path.startsWith(`${path}/`),
    );
    if (near.length > 0 || path === '') return near;
    path = folderOf(path);
  }
}
