import { settle, type MapTerm, type Term, type World } from '../../../values/index.ts';
import { madeList, madeMap } from '../../made-terms.ts';
import { scalarText } from '../texts.ts';
import { derive } from './derive.ts';

/** `[{ Key: a, Value: b }]` -> `{ a: b }`; CloudFormation writes a list where the API has a map. */
export function tableOfPairs(term: Term | undefined): Term | undefined {
  return (
    term &&
    derive(term, (settled, world) => {
      if (settled.state !== 'list') return settled;
      const parts = new Map<string, Term>();
      let { open } = settled;
      for (const item of settled.items()) {
        const pair = settle(item, world);
        const key = pair.state === 'map' ? keyOf(pair, world) : undefined;
        const value = pair.state === 'map' ? pair.get('Value') : undefined;
        if (key !== undefined && value) parts.set(key, value);
        else if (pair.state !== 'absent') open = true;
      }
      return madeMap(settled.origin, parts, open);
    })
  );
}

/** `{ a: b }` -> `[{ Key: a, Value: b }]`; CloudFormation writes a map where the API has a list. */
export function pairsOfTable(term: Term | undefined): Term | undefined {
  return (
    term &&
    derive(term, (settled) => {
      if (settled.state !== 'map') return settled;
      const pairs: Term[] = [];
      for (const { name, key, value } of settled.entries()) {
        const parts = new Map<string, Term>([
          ['Key', { state: 'scalar', value: name, text: name, origin: key }],
          ['Value', value],
        ]);
        pairs.push(madeMap(value.origin, parts));
      }
      return madeList(settled.origin, pairs, settled.open);
    })
  );
}

function keyOf(pair: MapTerm, world: World): string | undefined {
  const key = pair.get('Key');
  const settled = key && settle(key, world);
  return settled?.state === 'scalar' ? scalarText(settled) : undefined;
}
