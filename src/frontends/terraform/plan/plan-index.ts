import type { Node } from '../../../syntax/index.ts';
import { ModuleConfiguration } from './configuration.ts';
import type { PlannedResource } from './plan-resources.ts';
import { stepsOf } from './reference-text.ts';

/** One instance of a resource. */
export interface Instance {
  readonly resource: PlannedResource;
  /** Its `count` index or `for_each` key, as addresses write it between brackets. */
  readonly key: string | undefined;
}

/** One instance of a module; the root has no owner. */
export interface ModuleInstance {
  readonly owner: ModuleInstance | undefined;
  readonly call: string;
  readonly key: string | undefined;
  readonly configuration: ModuleConfiguration;
  /** Resources by their address in the module, without a key. */
  readonly resources: Map<string, Instance[]>;
  /** Keys of the modules that it calls, by the name of the call. */
  readonly calls: Map<string, (string | undefined)[]>;
}

/** Which modules and instances a plan holds: what references lead to. */
export class PlanIndex {
  readonly root: ModuleInstance;
  readonly #modules = new Map<string, ModuleInstance>();

  constructor(configuration: Node | undefined, resources: readonly PlannedResource[]) {
    const module = new ModuleConfiguration(configuration?.get('root_module'));
    this.root = made(undefined, '', undefined, module);
    this.#modules.set('', this.root);
    for (const resource of resources) this.#add(resource);
  }

  /** The module at a full address; made when it is first named. */
  module(address: string): ModuleInstance {
    let known = this.#modules.get(address);
    if (!known) {
      known = this.#descend(address);
      this.#modules.set(address, known);
    }
    return known;
  }

  /** Every instance of a module that the plan has something of. */
  modules(): Iterable<ModuleInstance> {
    return this.#modules.values();
  }

  /** The module at a full address, where the plan has something of it. */
  find(address: string): ModuleInstance | undefined {
    return this.#modules.get(address);
  }

  /** An instance of a call that this module makes; undefined when nothing of it is in the plan. */
  called(module: ModuleInstance, call: string, key: string | undefined): ModuleInstance | undefined {
    const step = key === undefined ? `module.${call}` : `module.${call}[${key}]`;
    return this.#modules.get(join(this.#addressOf(module), step));
  }

  #add(resource: PlannedResource): void {
    const { localAddress, key } = resource;
    const { resources } = this.module(resource.module);
    const list = resources.get(localAddress);
    if (list) list.push({ resource, key });
    else resources.set(localAddress, [{ resource, key }]);
  }

  #addressOf(module: ModuleInstance): string {
    if (!module.owner) return '';
    const step = module.key === undefined ? `module.${module.call}` : `module.${module.call}[${module.key}]`;
    return join(this.#addressOf(module.owner), step);
  }

  #descend(address: string): ModuleInstance {
    let module = this.root;
    let path = '';
    const steps = stepsOf(address);
    for (let at = 0; at + 1 < steps.length;) {
      const call = steps[at + 1]?.text ?? '';
      const index = steps[at + 2];
      const key = index?.index ? index.text : undefined;
      at += key === undefined ? 2 : 3;
      path = join(path, key === undefined ? `module.${call}` : `module.${call}[${key}]`);
      let next = this.#modules.get(path);
      if (!next) {
        const configuration = module.configuration.call(call)?.module ?? new ModuleConfiguration(undefined);
        next = made(module, call, key, configuration);
        this.#modules.set(path, next);
        const keys = module.calls.get(call);
        if (keys) keys.push(key);
        else module.calls.set(call, [key]);
      }
      module = next;
    }
    return module;
  }
}

function made(
  owner: ModuleInstance | undefined,
  call: string,
  key: string | undefined,
  configuration: ModuleConfiguration,
): ModuleInstance {
  return { owner, call, key, configuration, resources: new Map(), calls: new Map() };
}

function join(owner: string, step: string): string {
  return owner === '' ? step : `${owner}.${step}`;
}
