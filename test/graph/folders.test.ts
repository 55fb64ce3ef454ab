import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderOf, Folders } from '../../src/graph/folders.ts';

const near = (path: string, ...files: readonly string[]): boolean => {
  const folders = new Folders();
  for (const file of files) folders.add(file);
  return folders.isNear(path);
};

describe('isNear', () => {
  it('is true in the same folder, above and below', () => {
    expect(near('shop/web/main.tf', 'shop/web/rules.tf')).toBe(true);
    expect(near('shop/web/main.tf', 'shop/rules.tf')).toBe(true);
    expect(near('shop/main.tf', 'shop/web/rules/rules.tf')).toBe(true);
    expect(near('shop/web/main.tf', 'rules.tf')).toBe(true);
  });

  it('is false beside, and where there is nothing', () => {
    expect(near('shop/web/main.tf', 'shop/api/rules.tf', 'website/rules.tf')).toBe(false);
    expect(near('shop/web/main.tf', 'shop/web-rules/rules.tf')).toBe(false);
    expect(near('main.tf')).toBe(false);
  });

  it('is true exactly if one folder holds the other', () => {
    const path = fc.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 4 }).map((parts) => [...parts, 'x'].join('/'));
    const holds = (outer: string, inner: string): boolean => outer === '' || `${inner}/`.startsWith(`${outer}/`);
    fc.assert(
      fc.property(path, fc.array(path, { maxLength: 4 }), (one, others) => {
        const folder = folderOf(one);
        const expected = others.map(folderOf).some((other) => holds(folder, other) || holds(other, folder));
        expect(near(one, ...others)).toBe(expected);
      }),
    );
  });
});
