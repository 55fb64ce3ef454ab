import type { Kind, Kinds, Reading, Resource } from '../model/index.ts';
import { resourceOf } from '../model/index.ts';
import { explore, type Reference, type Value, type World } from '../values/index.ts';
import type { Join, Joins } from './join.ts';
import { referredName } from './names.ts';

type Reads<K extends Kind> = (view: Kinds[K]) => readonly Value<string>[];

/** The resources of one project, found by kind, by address within a scope, and by name. Built once, never changed. */
export class ResourceIndex {
  readonly resources: readonly Resource[];
  readonly #byKind = new Map<Kind, Resource[]>();
  readonly #byAddress = new Map<object, Map<string, Resource[]>>();
  readonly #byName = new Map<Kind, Map<string, Resource[]>>();
  readonly #referrers = new Map<string, Map<Resource, Set<Resource>>>();

  readonly #onUnknown: Reading['onUnknown'];

  /** `onUnknown` is told of every unknown value that somebody reads. */
  constructor(resources: readonly Resource[], onUnknown?: Reading['onUnknown']) {
    this.resources = resources;
    this.#onUnknown = onUnknown;
    for (const resource of resources) {
      push(this.#byKind, resource.kind, resource);
      let scope = this.#byAddress.get(resource.scope);
      if (!scope) this.#byAddress.set(resource.scope, (scope = new Map()));
      push(scope, resource.localAddress, resource);
    }
  }

  view<K extends Kind>(resource: Resource<K>, world: World): Kinds[K] {
    return resource.view(world, this.#onUnknown);
  }

  ofKind<K extends Kind>(kind: K): readonly Resource<K>[] {
    return (this.#byKind.get(kind) ?? []) as unknown as readonly Resource<K>[];
  }

  at<K extends Kind>(reference: Reference, kind: K): Resource<K> | undefined {
    const found = this.#byAddress.get(reference.scope)?.get(reference.address);
    return found?.find((resource) => resource.kind === kind) as unknown as Resource<K> | undefined;
  }

  /**
   * The resource of this kind with this name that is nearest to the one who names it: in its own scope, else its file,
   * else its folder, and so on upwards. Two equally near ones cannot be told apart, so neither is given.
   */
  named<K extends Kind>(kind: K, name: string, from: Resource): Resource<K> | undefined {
    let names = this.#byName.get(kind);
    if (!names) {
      this.#byName.set(kind, (names = new Map()));
      for (const resource of this.ofKind(kind))
        if (resource.name !== undefined) push(names, resource.name, resource as unknown as Resource);
    }
    return nearest(names.get(name) ?? [], from) as unknown as Resource<K> | undefined;
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
  ): readonly Resource<K>[] {
    let relations = this.#referrers.get(relation);
    if (!relations) {
      this.#referrers.set(relation, (relations = new Map()));
      for (const candidate of this.ofKind(kind)) {
        const { outcomes } = explore((world) =>
          candidate.exists(world)
            ? reads(this.view(candidate, world)).map((value) =>
                new Core(this, world).resolve(value, target.kind, candidate as unknown as Resource),
              )
            : [],
        );
        for (const { result } of outcomes) {
          for (const found of result) {
            if (!found) continue;
            const key = found as unknown as Resource;
            const set = relations.get(key) ?? new Set();
            relations.set(key, set.add(candidate as unknown as Resource));
          }
        }
      }
    }
    return [...(relations.get(target as unknown as Resource) ?? [])] as unknown as Resource<K>[];
  }
}

/** The index as it stands in one world: conditional resources that do not exist there are not found. */
export class Core {
  readonly index: ResourceIndex;
  readonly world: World;

  constructor(index: ResourceIndex, world: World) {
    this.index = index;
    this.world = world;
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
      case 'template': {
        // "arn:aws:iam::${account}:role/${Role}": one part may be the very resource; else the text's tail may name it.
        for (const part of value.parts) {
          const found = typeof part !== 'string' && part.reference ? this.index.at(part.reference, kind) : undefined;
          if (found) return found;
        }
        const last = value.parts.at(-1);
        const tail = typeof last === 'string' ? last.slice(last.lastIndexOf('/') + 1) : '';
        return tail !== last && tail !== '' ? this.index.named(kind, referredName(kind, tail), from) : undefined;
      }
      case 'known':
        return (
          (value.reference && this.index.at(value.reference, kind)) ??
          this.index.named(kind, referredName(kind, value.value), from)
        );
      case 'absent':
        return undefined;
    }
  }

  /** All resources of a kind whose values, here, refer to the owner of this view. */
  referrers<K extends Kind>(relation: string, target: object, kind: K, reads: Reads<K>): Joins<K> {
    const resource = resourceOf(target);
    if (!resource) return { items: [], open: true };
    const items: Kinds[K][] = [];
    for (const candidate of this.index.possibleReferrers(relation, resource, kind, reads)) {
      if (!candidate.exists(this.world)) continue;
      const view = this.index.view(candidate, this.world);
      const refers = reads(view).some(
        (value) => this.resolve(value, resource.kind, candidate as unknown as Resource) === resource,
      );
      if (refers) items.push(view);
    }
    return { items, open: false };
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function nearest(candidates: readonly Resource[], from: Resource): Resource | undefined {
  if (candidates.length === 0) return undefined;
  const inScope = candidates.filter((candidate) => candidate.scope === from.scope);
  if (inScope.length > 0) return inScope.length === 1 ? inScope[0] : undefined;
  let path = from.path;
  for (;;) {
    const near = candidates.filter(
      (candidate) => candidate.path === path || path === '' || candidate.path.startsWith(`${path}/`),
    );
    if (near.length > 0) return near.length === 1 ? near[0] : undefined;
    if (path === '') return undefined;
    path = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  }
}
