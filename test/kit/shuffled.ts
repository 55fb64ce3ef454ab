import fc from 'fast-check';

/** Scalars, keys, and maps and lists without others in them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|\[[^[\]{}]*\]|\{[^[\]{}]*\}|[\w./:@*-]+/g;

/**
 * Texts in which a few tokens have changed places with, or been replaced by, others of the same text. Most are still well
 * formed, and so get further than those that lost a bracket.
 */
export function shuffled(text: string): fc.Arbitrary<string> {
  const tokens = [...text.matchAll(TOKEN)].map((match) => ({ start: match.index, text: match[0] }));
  const place = fc.nat(tokens.length - 1);
  const change = fc.record({ from: place, to: place, swap: fc.boolean() });
  return fc.array(change, { minLength: 1, maxLength: 5 }).map((changes) => {
    const words = tokens.map((token) => token.text);
    for (const { from, to, swap } of changes) {
      const [one, other] = [words[from] ?? '', words[to] ?? ''];
      words[to] = one;
      if (swap) words[from] = other;
    }
    let result = '';
    let at = 0;
    for (const [i, token] of tokens.entries()) {
      result += text.slice(at, token.start) + (words[i] ?? '');
      at = token.start + token.text.length;
    }
    return result + text.slice(at);
  });
}
