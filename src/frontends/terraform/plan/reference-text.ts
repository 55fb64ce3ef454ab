/**
 * One reference as `configuration` lists it: `aws_lb.app[0].arn`, `module.net["a.b"].ids`, `var.name`. Index keys keep
 * their JSON text, so that `0` and `"0"` stay apart.
 */
export type PlanReference =
  | {
      readonly to: 'resource';
      /** Type and name: the address within its module, without a key. */
      readonly address: string;
      readonly type: string;
      readonly key: string | undefined;
      readonly attribute: string | undefined;
    }
  | {
      readonly to: 'output';
      readonly call: string;
      readonly key: string | undefined;
      readonly output: string | undefined;
    }
  | { readonly to: 'variable'; readonly name: string }
  | { readonly to: 'each'; readonly part: string }
  /** Known while planning: `path.module`, `terraform.workspace`. */
  | { readonly to: 'constant' }
  | { readonly to: 'other' };

interface Step {
  readonly index: boolean;
  readonly text: string;
}

const parsed = new Map<string, PlanReference>();
/** Texts kept; a plan repeats the same few references for every instance. */
const MOST_KEPT = 10_000;

/** Reads one reference. Never throws: what it does not understand is `other`. */
export function parseReference(text: string): PlanReference {
  let known = parsed.get(text);
  if (!known) {
    if (parsed.size >= MOST_KEPT) parsed.clear();
    parsed.set(text, (known = read(stepsOf(text))));
  }
  return known;
}

function read(steps: readonly Step[]): PlanReference {
  const [first, second] = steps;
  if (!first || !second || second.index) return { to: 'other' };
  const third = steps[2];
  const key = third?.index ? third.text : undefined;
  const rest = steps[key === undefined ? 2 : 3];
  const attribute = rest && !rest.index ? rest.text : undefined;
  switch (first.text) {
    case 'var':
      return { to: 'variable', name: second.text };
    case 'each':
    case 'count':
      return { to: 'each', part: second.text };
    case 'module':
      return { to: 'output', call: second.text, key, output: attribute };
    case 'path':
    case 'terraform':
      return { to: 'constant' };
    case 'data':
    case 'local':
    case 'self':
      return { to: 'other' };
    default:
      return { to: 'resource', address: `${first.text}.${second.text}`, type: first.text, key, attribute };
  }
}

/** Splits at dots and brackets that are not inside quotes: instance keys may hold both. */
export function stepsOf(text: string): Step[] {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length) {
    const unit = text[at];
    if (unit === '.') at++;
    else if (unit === '[') {
      const end = bracketEnd(text, at);
      steps.push({ index: true, text: text.slice(at + 1, end) });
      at = end + 1;
    } else {
      let end = at;
      while (end < text.length && text[end] !== '.' && text[end] !== '[') end++;
      steps.push({ index: false, text: text.slice(at, end) });
      at = end;
    }
  }
  return steps;
}

function bracketEnd(text: string, open: number): number {
  let quoted = false;
  for (let at = open + 1; at < text.length; at++) {
    const unit = text[at];
    if (quoted && unit === '\\') at++;
    else if (unit === '"') quoted = !quoted;
    else if (unit === ']' && !quoted) return at;
  }
  return text.length;
}
