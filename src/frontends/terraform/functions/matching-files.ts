/** Names that are looked at, and folders in folders; a project has more only where it holds what others wrote. */
const MOST_NAMES = 5_000;
const DEEPEST = 16;

/**
 * Paths, relative to a folder, of the files below it that match a pattern: `*` and `?` within a name, `**` for any folders,
 * `{a,b}` and `[a-z]`. Undefined when there is no such folder, the pattern is none, or there is too much to look at.
 * Source: Terraform, "fileset Function".
 */
export function matchingFiles(
  folder: string,
  pattern: string,
  list: (folder: string) => readonly string[],
): readonly string[] | undefined {
  const isMatch = patternOf(pattern);
  const names = list(folder);
  if (!isMatch || names.length === 0) return undefined;
  const depth = pattern.includes('**') ? DEEPEST : pattern.split('/').length;
  const found: string[] = [];
  const pending = names.map((name) => ({ path: name, depth: 1 }));
  for (let seen = 0; seen < pending.length; seen++) {
    if (seen >= MOST_NAMES) return undefined;
    const at = pending[seen];
    if (!at) break;
    const within = list(`${folder}/${at.path}`);
    if (within.length === 0 && isMatch.test(at.path)) found.push(at.path);
    if (at.depth >= depth) continue;
    for (const name of within) pending.push({ path: `${at.path}/${name}`, depth: at.depth + 1 });
  }
  return found;
}

const TOKEN = /\*\*\/|\*\*|\*|\?|\[\^?[^\]/]+\]|\{[^{}]*\}|\\.|[^]/g;

function patternOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^${sourceOf(pattern)}$`, 'u');
  } catch {
    return undefined;
  }
}

function sourceOf(pattern: string): string {
  return pattern.replace(TOKEN, (token) => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length === 1) return escape(token);
    if (token.startsWith('[')) return token;
    if (token.startsWith('{')) return `(?:${token.slice(1, -1).split(',').map(sourceOf).join('|')})`;
    return escape(token.slice(1));
  });
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
