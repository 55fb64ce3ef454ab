import type { Kind } from '../../../model/index.ts';
import { settle, World } from '../../../values/index.ts';
import { checkDocuments } from '../../check-documents.ts';
import type { Lowering } from '../../frontend.ts';
import { documentIn } from '../open-document.ts';
import { partsOf } from '../parts.ts';
import { SourcePlace } from '../source-place.ts';
import { terraformSpelling, type OpenText } from '../spelling.ts';
import { isLowered, kindsOfResource, nameWords } from '../types.ts';
import { checkArguments } from './check-arguments.ts';
import { checkContainers } from './check-containers.ts';
import type { ModuleInstance, ResourceInstance } from './module-instance.ts';
import type { ModuleSource, ResourceDeclaration } from './module-source.ts';
import { calleesOf, ModuleTree, type TreeFacts } from './module-tree.ts';

/** Modules called over and over by one another would never end; no project has as many. */
const MOST_MODULES = 10_000;

/** Lowers every root module but these with the modules that it calls, each where it is called. */
export function lowerModules(
  facts: TreeFacts,
  open: OpenText,
  lowering: Lowering,
  except: ReadonlySet<ModuleSource> = NO_SOURCES,
): void {
  const lower = new ModuleLowering(open, lowering);
  for (const source of rootsOf(facts.sources)) if (!except.has(source)) lower.tree(new ModuleTree(source, facts));
  lower.tellElsewhere();
}

const NO_SOURCES: ReadonlySet<ModuleSource> = new Set();

/** Modules that no other calls; of those that only call one another, the first. */
function rootsOf(sources: ReadonlyMap<string, ModuleSource>): ModuleSource[] {
  const callees = new Map<ModuleSource, readonly ModuleSource[]>();
  for (const source of sources.values()) callees.set(source, calleesOf(source, sources));
  const called = new Set([...callees.values()].flat());
  const roots = [...sources.values()].filter((source) => !called.has(source));
  const reached = new Set<ModuleSource>();
  for (const source of [...roots, ...sources.values()]) {
    if (reached.has(source)) continue;
    if (!roots.includes(source)) roots.push(source);
    const pending = [source];
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      pending.push(...(callees.get(next) ?? []));
    }
  }
  return roots;
}

/** Lowers the resources of module trees, and tells of mistakes in what is written, once for each declaration. */
export class ModuleLowering {
  readonly #lowering: Lowering;
  readonly #open: OpenText;
  readonly #spelling: ReturnType<typeof terraformSpelling>;
  readonly #checked = new Set<ResourceDeclaration>();
  /** Names of called modules that are not at hand, by the file that calls them. */
  readonly #elsewhere = new Map<string, Set<string>>();

  constructor(open: OpenText, lowering: Lowering) {
    this.#lowering = lowering;
    this.#open = open;
    this.#spelling = terraformSpelling(open);
  }

  /** All resources of a tree; where a plan of it is given, those that it may have missed. */
  tree({ root }: ModuleTree, isWanted: (module: ModuleInstance, address: string) => boolean = () => true): void {
    const pending: ModuleInstance[] = [root];
    let count = 0;
    for (let module = pending.pop(); module; module = pending.pop()) {
      if (++count > MOST_MODULES) {
        const [first] = root.source.roots;
        if (first) root.tree.budget.beyond(`more than ${MOST_MODULES} modules`, new SourcePlace(first, undefined));
        return;
      }
      for (const declaration of module.source.resources) {
        if (isWanted(module, `${declaration.type}.${declaration.name}`)) this.#resource(module, declaration);
      }
      for (const [name, { key }] of [...module.source.calls].reverse()) {
        const children = module.children(name);
        if (children) pending.push(...[...children.instances].reverse());
        else this.#miss(key.document.source.path, name);
      }
    }
  }

  #miss(file: string, name: string): void {
    const names = this.#elsewhere.get(file) ?? new Set();
    this.#elsewhere.set(file, names.add(name));
  }

  /** Tells, once for each file, that what other modules create is not seen; of many files in the same words. */
  tellElsewhere(): void {
    for (const [file, names] of this.#elsewhere) {
      const [come, create] = names.size === 1 ? ['comes', 'it creates'] : ['come', 'they create'];
      const message =
        this.#elsewhere.size > MOST_TOLD
          ? "It calls modules from elsewhere; what those create is not judged, unless 'terraform init' has put them here."
          : `${listed(names)} ${come} from elsewhere; what ${create} is not judged, unless 'terraform init' has put it here.`;
      this.#lowering.notice({ kind: 'incomplete', file, message });
    }
  }

  #resource(module: ModuleInstance, declaration: ResourceDeclaration): void {
    const { type, name } = declaration;
    if (!isLowered(type)) return;
    for (const instance of module.resource(type, name)?.instances ?? []) {
      for (const kind of kindsOfResource(type, (word) => scalarText(instance, word))) {
        this.#add(module, instance, kind);
        this.check(instance, kind);
      }
    }
  }

  /** Tells of mistakes in what a resource was declared with. */
  check({ address, body, declaration }: ResourceInstance, kind: Kind): void {
    if (this.#checked.has(declaration)) return;
    this.#checked.add(declaration);
    const resource = { kind, address, name: undefined };
    const tell: Lowering['mistake'] = (mistake) => this.#lowering.mistake({ ...mistake, resource });
    checkArguments(declaration, tell);
    if (kind === 'ecs.taskDefinition') checkContainers(body, this.#open, tell);
    else checkDocuments(body, kind, this.#spelling(kind, declaration.type), { documentIn, tell });
  }

  #add(module: ModuleInstance, instance: ResourceInstance, kind: Kind): void {
    const { address, body, declaration, exists } = instance;
    const { tree } = module;
    const common = {
      scope: tree,
      conditional: exists !== undefined || module.dependence.isConditional(declaration),
      alias: declaration.alias,
      ...(exists && { exists }),
    };
    const [nameWord = ''] = nameWords(declaration.type);
    this.#lowering.add({
      ...common,
      kind,
      address,
      name: scalarText(instance, nameWord),
      term: body,
      spelling: this.#spelling(kind, declaration.type),
      dependsOn: dependsOn(module, instance),
    });
    for (const part of partsOf(declaration.type, body)) {
      const spelling = this.#spelling(part.kind, declaration.type);
      this.#lowering.add({ ...common, kind: part.kind, address: `${address}.${part.path}`, term: part.term, spelling });
    }
  }
}

/** The text of an argument, where it is known without any decision. */
function scalarText({ body }: ResourceInstance, word: string): string | undefined {
  const written = body.get(word);
  const world = new World();
  const term = written && settle(written, world);
  return term?.state === 'scalar' && typeof term.value === 'string' && !world.hasDecided ? term.value : undefined;
}

/** Addresses of the instances that `depends_on` names. */
function dependsOn(module: ModuleInstance, { declaration }: ResourceInstance): string[] {
  const addresses: string[] = [];
  for (const dependency of module.tree.reader.dependencies(declaration)) {
    const [type = '', name = ''] = dependency.split(/[.[]/);
    for (const { address } of module.resource(type, name)?.instances ?? []) addresses.push(address);
  }
  return addresses;
}

/** Files whose modules are named one by one. */
const MOST_TOLD = 3;
/** Modules that a notice names; of more it tells how many. */
const MOST_NAMED = 4;

/** "Module 'a'", "Modules 'a' and 'b'", "Modules 'a', 'b', 'c', 'd' and 3 more". */
function listed(names: ReadonlySet<string>): string {
  const quoted = [...names].slice(0, MOST_NAMED).map((name) => `'${name}'`);
  if (names.size === 1) return `Module ${quoted.join('')}`;
  const last = names.size > MOST_NAMED ? `${String(names.size - MOST_NAMED)} more` : (quoted.pop() ?? '');
  return `Modules ${quoted.join(', ')} and ${last}`;
}
