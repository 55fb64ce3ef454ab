import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeControls, fillMessage, MASK, printable } from '../../src/engine/message.ts';
import type { Origin, Value } from '../../src/values/index.ts';
import { originAt } from '../kit/terms.ts';

const origin = originAt(0, 'HostPort');
const port: Value<number> = { state: 'known', value: 80, origin };
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('fillMessage', () => {
  it('prints values, and fields by the name that the file has for them', () => {
    expect(fillMessage("{port.field} {port} of '{name}'.", { port, name: 'web' })).toBe("HostPort 80 of 'web'.");
  });

  it('prints what is known of a value, else the name of its field', () => {
    const part = { state: 'unknown', reason: 'a parameter', written: true, origin } as const;
    expect(fillMessage('{x}', { x: { state: 'template', parts: ['app:', part], origin } })).toBe('app:…');
    expect(fillMessage('{x}', { x: part })).toBe('HostPort');
    expect(fillMessage('{x}', { x: { state: 'absent', origin } })).toBe('HostPort');
  });

  it('prints lists, maps and documents by the name of their field', () => {
    const list = { state: 'known', items: [], open: false, written: true, origin };
    const document = { ...list, state: 'template', entries: [], value: port };
    expect(fillMessage('{x}', { x: list })).toBe('HostPort');
    expect(fillMessage('{x}', { x: document })).toBe('HostPort');
  });

  it('leaves what it has no word for', () => {
    expect(fillMessage('{a} {b.field} {}', { c: 1 })).toBe('{a} {b.field} {}');
  });

  it('does not fill in what a value says', () => {
    expect(fillMessage('{a} {b}', { a: '{b}', b: 'secret' })).toBe('{b} secret');
    expect(fillMessage('{a}', { a: '$& $1' })).toBe('$& $1');
  });

  it('never prints what its author marked as sensitive', () => {
    const hidden: Origin = { ...origin, sensitive: true };
    expect(fillMessage('{x}', { x: { state: 'known', value: 'hunter2', origin: hidden } })).toBe(MASK);
    expect(fillMessage('{x}', { x: { state: 'template', parts: ['hunter2'], origin: hidden } })).toBe(MASK);
    expect(fillMessage('{x.field}', { x: { state: 'known', value: 'hunter2', origin: hidden } })).toBe('HostPort');
  });

  it('keeps control characters from the terminal', () => {
    expect(fillMessage("'{name}'", { name: 'a\u001b[2Jb\u0007\n' })).toBe("'a\\u001b[2Jb\\u0007\\u000a'");
    expect(fillMessage('{x.field}', { x: { origin: originAt(0, '\u202ename') } })).toBe('\\u202ename');
  });
});

describe('printable', () => {
  it('shortens what is long, and says so', () => {
    expect(printable('a'.repeat(120))).toBe('a'.repeat(120));
    expect(printable('a'.repeat(121))).toBe(`${'a'.repeat(119)}…`);
  });

  it('does not cut a character in two', () => {
    expect(printable(`${'a'.repeat(118)}😀😀`)).toBe(`${'a'.repeat(118)}…`);
  });

  it('is one safe line, and says the same twice (property)', () => {
    const text = fc.string({ unit: fc.oneof(fc.constantFrom('\n', '\u001b', '\u202e', '\u2028', 'a'), fc.string()) });
    fc.assert(
      fc.property(text, (some) => {
        const safe = printable(some);
        expect(safe).not.toMatch(unsafe);
        expect(safe.length).toBeLessThanOrEqual(120);
        expect(escapeControls(escapeControls(some))).toBe(escapeControls(some));
      }),
    );
  });

  it('leaves plain text as it is', () => {
    expect(printable("Größe 'web' 😀 …")).toBe("Größe 'web' 😀 …");
  });
});
