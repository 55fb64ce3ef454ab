import { mayMatch, type Value } from '../values/index.ts';

/**
 * Might a reference that leads to nothing in the tree mean the resource of this name? A name that is absent is generated,
 * and nobody can write it down beforehand.
 */
export function mayBeNamed(reference: Value<string>, name: Value<string>): boolean {
  if (reference.state === 'known' && name.state === 'absent') return false;
  if (reference.state === 'known' && name.state === 'known') return reference.value === name.value;
  if (reference.state === 'template' && name.state === 'known') return mayMatch(reference.parts, name.value);
  if (reference.state === 'known' && name.state === 'template') return mayMatch(name.parts, reference.value);
  return true;
}
