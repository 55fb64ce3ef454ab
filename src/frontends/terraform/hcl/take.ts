import { attributesOf, blocksOf, type Node } from '../../../syntax/index.ts';
import type { Gathered } from '../modules/gathered.ts';
import type { Declaration } from '../modules/module-source.ts';

/** Adds what a `.tf` file declares. Blocks that say nothing of what will be there are passed over. */
export function takeHcl(root: Node, module: Gathered, isOverride: boolean): void {
  for (const { type, labels, body } of blocksOf(root)) {
    const [first, second] = labels;
    switch (type.raw) {
      case 'resource':
      case 'data': {
        if (!first || !second) break;
        const declaration = { key: second, body, type: first.text, name: second.text, alias: undefined };
        module.addResource(type.raw === 'data' ? module.data : module.resources, declaration, isOverride);
        break;
      }
      case 'variable':
        if (first) module.add(module.variables, first.text, { key: first, body }, isOverride);
        break;
      case 'output':
        if (first) module.add(module.outputs, first.text, { key: first, body }, isOverride);
        break;
      case 'module':
        if (first) module.add(module.calls, first.text, { key: first, body }, isOverride);
        break;
      case 'provider':
        if (first) module.providers.push({ key: first, body });
        break;
      case 'locals':
        takeHclValues(body, module.locals);
        break;
    }
  }
}

/** Adds what a body sets: local values, or the variables that a `.tfvars` file gives. */
export function takeHclValues(body: Node, values: Map<string, Declaration>): void {
  for (const { name, value } of attributesOf(body)) values.set(name.raw, { key: name, body: value });
}
