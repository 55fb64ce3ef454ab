import { posix } from 'node:path';
import type { Node } from '../../../syntax/index.ts';
import type { Input } from '../../frontend.ts';
import type { Declaration, ModuleSource, ResourceDeclaration } from '../modules/module-source.ts';

/**
 * The modules that these documents make up: all files of a folder are one. CDK for Terraform writes every stack to a file
 * of its own, which stands for itself.
 */
export function gatherModules(inputs: readonly Input[]): Map<string, ModuleSource> {
  const modules = new Map<string, Gathered>();
  for (const { root } of inputs) {
    const { path } = root.document.source;
    const folder = posix.dirname(path);
    const id = stackName(root) === undefined ? folder : path;
    let module = modules.get(id);
    if (!module) modules.set(id, (module = new Gathered(id, folder)));
    module.take(root);
  }
  return modules;
}

class Gathered implements ModuleSource {
  readonly id: string;
  readonly folder: string;
  readonly resources: ResourceDeclaration[] = [];
  readonly variables = new Map<string, Declaration>();
  readonly locals = new Map<string, Declaration>();
  readonly outputs = new Map<string, Declaration>();
  readonly calls = new Map<string, Declaration>();

  constructor(id: string, folder: string) {
    this.id = id;
    this.folder = folder;
  }

  take(root: Node): void {
    for (const { key: type, body: named } of blocksOf(root.get('resource'))) {
      for (const { key, body } of blocksOf(named)) {
        if (!body.isMap) continue;
        const alias = body.get('//')?.get('metadata')?.get('path')?.text;
        this.resources.push({ key, body, type: type.text, name: key.text, alias });
      }
    }
    collect(root.get('variable'), this.variables);
    collect(root.get('locals'), this.locals);
    collect(root.get('output'), this.outputs);
    collect(root.get('module'), this.calls);
  }
}

function collect(node: Node | undefined, into: Map<string, Declaration>): void {
  for (const declaration of blocksOf(node)) into.set(declaration.key.text, declaration);
}

/** Blocks by their label. A level of labels may be a map or a list of maps, and so may a block's body. */
function* blocksOf(node: Node | undefined): Generator<Declaration> {
  for (const map of mapsOf(node)) {
    for (const { key, value } of map.entries()) {
      if (key.text === '//') continue;
      // A list of bodies under one label repeats the block.
      if (value.isList) for (const body of value.items()) yield { key, body };
      else yield { key, body: value };
    }
  }
}

function mapsOf(node: Node | undefined): readonly Node[] {
  if (!node) return [];
  return node.isList ? [...node.items()] : [node];
}

function stackName(root: Node): string | undefined {
  return root.get('//')?.get('metadata')?.get('stackName')?.text;
}
