import { describe, expect, it } from 'vitest';
import { isParseFailure } from '../../src/domain/parse-failure.ts';
import { parseCpuUnits, parseMemoryMiB } from '../../src/domain/task-size.ts';

describe('parseCpuUnits', () => {
  it.each([
    [256, 256],
    ['256', 256],
    ['1 vCPU', 1024],
    ['1 vcpu', 1024],
    ['1vCPU', 1024],
    ['.25 vcpu', 256],
    ['.25 vCPU', 256],
    ['0.5 vCPU', 512],
    ['16 vCPU', 16_384],
  ])('reads %o as %i units', (written, units) => {
    expect(parseCpuUnits(written)).toBe(units);
  });

  it.each([
    '',
    ' ',
    '.',
    '1 GB',
    '256m',
    '0',
    '0.3 vCPU',
    '1.5',
    '-256',
    '1e3',
    'vCPU',
    Number.NaN,
    Infinity,
    -1,
    '9'.repeat(400),
  ])('says what it expects instead of %o', (written) => {
    const failure = parseCpuUnits(written);
    expect(isParseFailure(failure)).toBe(true);
    expect(failure).toMatchObject({ at: { start: 0, end: String(written).length } });
  });
});

describe('parseMemoryMiB', () => {
  it.each([
    [512, 512],
    ['512', 512],
    ['1GB', 1024],
    ['1 GB', 1024],
    ['30 gb', 30_720],
    ['.5 GB', 512],
  ])('reads %o as %i MiB', (written, memoryMiB) => {
    expect(parseMemoryMiB(written)).toBe(memoryMiB);
  });

  it.each(['512MB', '512Mi', '1Gi', '1 vCPU', '0', '0.0001 GB'])('says what it expects instead of %o', (written) => {
    expect(isParseFailure(parseMemoryMiB(written))).toBe(true);
  });
});
