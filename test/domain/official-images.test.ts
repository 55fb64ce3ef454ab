import { describe, expect, it } from 'vitest';
import { isOfficialImage } from '../../src/domain/official-images.ts';

describe('isOfficialImage', () => {
  it.each(['library/nginx', 'library/postgres', 'library/rocket.chat'])('knows %s', (repository) => {
    expect(isOfficialImage(repository)).toBe(true);
  });

  it.each(['nginx', 'library/my-app', 'bitnami/nginx', 'library/nginx/more', 'library/', ''])(
    'not %j',
    (repository) => {
      expect(isOfficialImage(repository)).toBe(false);
    },
  );
});
