import { expect, test } from 'vitest';
import { recalling } from '../../src/domain/recalling.ts';

test('one text is read once, and gives the same as before', () => {
  const read: string[] = [];
  const parse = recalling((text) => {
    read.push(text);
    return { text };
  });
  const first = parse('web:1');
  expect(parse('web:1')).toBe(first);
  expect(parse('')).toEqual({ text: '' });
  expect(read).toEqual(['web:1', '']);
});

test('more texts than are kept are each read right', () => {
  const parse = recalling((text) => ({ text }));
  const texts = Array.from({ length: 200 }, (_, i) => `web:${String(i)}`);
  for (const text of [...texts, ...texts]) expect(parse(text)).toEqual({ text });
});
