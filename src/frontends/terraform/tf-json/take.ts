import type { Node } from '../../../syntax/index.ts';
import type { Gathered } from '../modules/gathered.ts';
import type { Declaration, ResourceDeclaration } from '../modules/module-source.ts';

/** Adds what a `.tf.json` file declares. */
export function takeJson(root: Node, module: Gathered, isOverride: boolean): void {
  const resources = (kind: string, to: ResourceDeclaration[]): void => {
    for (const { key: type, body: named } of labelled(root.get(kind))) {
      for (const { key, body } of labelled(named)) {
        if (!body.isMap) continue;
        const alias = body.get('//')?.get('metadata')?.get('path')?.text;
        module.addResource(to, { key, body, type: type.text, name: key.text, alias }, isOverride);
      }
    }
  };
  const named = (kind: string, to: Map<string, Declaration>): void => {
    for (const declaration of labelled(root.get(kind))) module.add(to, declaration.key.text, declaration, isOverride);
  };
  resources('resource', module.resources);
  resources('data', module.data);
  named('variable', module.variables);
  named('output', module.outputs);
  named('module', module.calls);
  for (const provider of labelled(root.get('provider'))) if (provider.body.isMap) module.providers.push(provider);
  for (const locals of mapsOf(root.get('locals'))) takeJsonValues(locals, module.locals);
}

/** Adds what a map sets: local values, or the variables that a `.tfvars.json` file gives. */
export function takeJsonValues(root: Node, values: Map<string, Declaration>): void {
  for (const { key, value } of root.entries()) if (key.text !== '//') values.set(key.text, { key, body: value });
}

/** The stack that CDK for Terraform wrote a file for. */
export function stackName(root: Node): string | undefined {
  return root.get('//')?.get('metadata')?.get('stackName')?.text;
}

/** Blocks by their label. A level of labels may be a map or a list of maps, and so may a block's body. */
function* labelled(node: Node | undefined): Generator<Declaration> {
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
