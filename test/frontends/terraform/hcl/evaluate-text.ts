import { gatherModules } from '../../../../src/frontends/terraform/modules/gather.ts';
import { givenVariables } from '../../../../src/frontends/terraform/modules/given-variables.ts';
import { ModuleTree } from '../../../../src/frontends/terraform/modules/module-tree.ts';
import { sourceReader } from '../../../../src/frontends/terraform/modules/source-reader.ts';
import { parseHcl } from '../../../../src/syntax/index.ts';
import { decisionsBehind, explore, settle, World, type Term } from '../../../../src/values/index.ts';

/** What an expression comes to among these declarations: local value `x` of one file. */
export function evaluateText(expression: string, declarations = ''): Term {
  const text = `${declarations}\nlocals {\n  x = ${expression}\n}\n`;
  const { root, faults } = parseHcl({ path: 'main.tf', text });
  if (!root || faults.length > 0) throw new Error(`Cannot read ${text}: ${JSON.stringify(faults)}`);
  const sources = gatherModules([{ root, index: 0 }]);
  const [source] = sources.values();
  if (!source) throw new Error('No module.');
  const facts = { sources, reader: sourceReader, given: givenVariables({}), files: undefined, region: undefined };
  const term = new ModuleTree(source, facts).root.local('x');
  if (!term) throw new Error('No value.');
  return term;
}

/** A term in plain words: scalars as they are, `? reason -> reference` for unknown ones, `…` at the end of open ones. */
export function tell(term: Term, world = new World()): unknown {
  const settled = settle(term, world);
  switch (settled.state) {
    case 'scalar':
      return settled.value;
    case 'list': {
      const items = [...settled.items()].map((item) => tell(item, world));
      return settled.open ? [...items, '…'] : items;
    }
    case 'map': {
      const entries = [...settled.entries()].map(({ name, value }) => [name, tell(value, world)] as const);
      return Object.fromEntries(settled.open ? [...entries, ['…', '…']] : entries);
    }
    case 'template':
      return settled.parts.map((part) => (typeof part === 'string' ? part : `{${String(tell(part))}}`)).join('');
    case 'unknown': {
      const { reason, reference } = settled;
      return `? ${reason}${reference ? ` -> ${reference.address} ${reference.attribute ?? ''}`.trimEnd() : ''}`;
    }
    case 'absent':
      return undefined;
  }
}

export function valueOf(expression: string, declarations = ''): unknown {
  return tell(evaluateText(expression, declarations));
}

/** Each value that an expression may have, under the conditions that make it so; likely ones first. */
export function valuesOf(expression: string, declarations = ''): Record<string, unknown> {
  const term = evaluateText(expression, declarations);
  const { outcomes } = explore((world) => tell(term, world));
  const all = outcomes.map(({ world }) => world);
  const found = new Map<string, { value: unknown; worlds: World[] }>();
  for (const { world, result } of outcomes) {
    const key = JSON.stringify(result);
    const known = found.get(key) ?? { value: result, worlds: [] };
    found.set(key, known);
    known.worlds.push(world);
  }
  const described = [...found.values()].map(({ value, worlds }) => {
    const ways = decisionsBehind(worlds, all).map((way) =>
      way.map(({ label, outcome }) => (outcome ? label : `not ${label}`)).join(' and '),
    );
    return [ways.join(' or '), value] as const;
  });
  return Object.fromEntries(described);
}
