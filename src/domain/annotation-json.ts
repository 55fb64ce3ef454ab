import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import { parseFailure } from './parse-failure.ts';
import { checkWord, type WordFault } from './value-words.ts';

type Check = (node: Node, text: string) => WordFault | undefined;

/** What each form is, as a noun phrase, and what is held against it once it is JSON. */
const FORMS: Readonly<Record<string, { readonly expected: string; readonly check: Check }>> = {
  'listen-ports': { expected: `a list of ports in JSON, such as [{"HTTP": 80}, {"HTTPS": 443}]`, check: listenPorts },
  action: { expected: 'an action in JSON, such as {"type": "redirect", "redirectConfig": {…}}', check: action },
  conditions: {
    expected: 'a list of conditions in JSON',
    check: (node, text) => eachOf(node, (item) => objectWith(item, text, { field: FIELDS })),
  },
  'mutual-authentication': {
    expected: 'a list in JSON, such as [{"port": 443, "mode": "passthrough"}]',
    check: (node, text) =>
      eachOf(node, (item) => objectWith(item, text, { port: PORT, mode: 'off|passthrough|verify' })),
  },
  'auth-idp-cognito': {
    expected: 'an object in JSON',
    check: (node, text) => objectWith(node, text, { userPoolARN: '', userPoolClientID: '', userPoolDomain: '' }),
  },
  'auth-idp-oidc': {
    expected: 'an object in JSON',
    check: (node, text) =>
      objectWith(node, text, {
        issuer: '',
        authorizationEndpoint: '',
        tokenEndpoint: '',
        userInfoEndpoint: '',
        secretName: '',
      }),
  },
  object: { expected: 'an object in JSON', check: (node, text) => objectWith(node, text, {}) },
  list: { expected: 'a list in JSON', check: (node) => eachOf(node, () => undefined) },
};

const PORT = 'integer 1..65535';
// Elastic Load Balancing API, RuleCondition.Field.
const FIELDS = 'host-header|http-header|http-request-method|path-pattern|query-string|source-ip';

/**
 * The first thing wrong with a value that is JSON of a form: `listen-ports`, `action`, `conditions`, `mutual-authentication`,
 * `auth-idp-cognito`, `auth-idp-oidc`, or just `object` or `list`. Letter case of keys does not count, as in Go.
 * Source: AWS Load Balancer Controller, guide/ingress/annotations and pkg/ingress.
 */
export function checkAnnotationJson(form: string, text: string): WordFault | undefined {
  const { expected, check } = FORMS[form] ?? { expected: 'JSON', check: () => undefined };
  if (isDeep(text)) return undefined;
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error) {
    const end = Math.min(text.length, error.offset + error.length);
    return parseFailure(text, Math.min(error.offset, end), end, expected);
  }
  if (!root) return parseFailure(text, 0, text.length, expected);
  const isRight = root.type === (LISTS.has(form) ? 'array' : 'object');
  return isRight ? check(root, text) : failureAt(root, text, expected);
}

/** No form nests so deep, and the reader takes a call for each level. */
const DEEPEST = 100;

function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

const LISTS: ReadonlySet<string> = new Set(['listen-ports', 'conditions', 'mutual-authentication', 'list']);

function failureAt({ offset, length }: Node, text: string, expected: string): WordFault {
  return parseFailure(text, offset, offset + length, expected);
}

function eachOf({ children = [] }: Node, check: (item: Node) => WordFault | undefined): WordFault | undefined {
  for (const item of children) {
    const fault = check(item);
    if (fault) return fault;
  }
  return undefined;
}

/** The values of an object by their keys in lower case. */
function fieldsOf({ children = [] }: Node): ReadonlyMap<string, Node> {
  return new Map(
    children.flatMap(({ children: [key, value] = [] }): [string, Node][] =>
      key && value ? [[String(key.value).toLowerCase(), value]] : [],
    ),
  );
}

/** An object that has these fields, whose values are as their grammars say: see checkWord; any value, where empty. */
function objectWith(node: Node, text: string, grammars: Readonly<Record<string, string>>): WordFault | undefined {
  if (node.type !== 'object') return failureAt(node, text, 'an object');
  const fields = fieldsOf(node);
  for (const [name, grammar] of Object.entries(grammars)) {
    const value = fields.get(name.toLowerCase());
    if (!value) return failureAt(node, text, `an object with '${name}'`);
    const fault = grammar === '' ? undefined : checkScalar(value, text, grammar);
    if (fault) return fault;
  }
  return undefined;
}

/** Numbers stand without quotes, words with them. */
function checkScalar(node: Node, text: string, grammar: string): WordFault | undefined {
  const isText = node.type === 'string';
  const { offset, length } = node;
  const range = isText ? { start: offset + 1, end: offset + length - 1 } : { start: offset, end: offset + length };
  const fault = checkWord(grammar, text, range);
  if (fault || isText !== grammar.startsWith('integer')) return fault;
  return failureAt(node, text, isText ? 'a number without quotes' : 'text');
}

function listenPorts(node: Node, text: string): WordFault | undefined {
  if (!node.children?.length) return failureAt(node, text, 'at least one port');
  const protocols = new Map<unknown, string>();
  return eachOf(node, (item) => {
    if (item.type !== 'object' || !item.children?.length)
      return failureAt(item, text, 'an object such as {"HTTP": 80}');
    return eachOf(item, ({ children: [key, value] = [] }) => {
      if (!key || !value) return undefined;
      const fault = checkScalar(key, text, 'HTTP|HTTPS|...') ?? checkScalar(value, text, PORT);
      if (fault) return fault;
      const protocol = String(key.value);
      const other = protocols.get(value.value) ?? protocol;
      protocols.set(value.value, protocol);
      return other === protocol ? undefined : failureAt(value, text, `a port that is not that of ${other}`);
    });
  });
}

/** What each type of action is configured with: one of these. Source: pkg/ingress/config_types.go. */
const CONFIGURED_BY: Readonly<Record<string, readonly string[]>> = {
  'fixed-response': ['fixedResponseConfig'],
  redirect: ['redirectConfig'],
  forward: ['forwardConfig', 'targetGroupARN', 'targetGroupName'],
};

function action(node: Node, text: string): WordFault | undefined {
  const fault = objectWith(node, text, { type: Object.keys(CONFIGURED_BY).join('|') });
  if (fault) return fault;
  const fields = fieldsOf(node);
  const wanted = CONFIGURED_BY[String(fields.get('type')?.value)] ?? [];
  if (wanted.some((name) => fields.has(name.toLowerCase()))) return undefined;
  return failureAt(node, text, `an action with ${wanted.map((name) => `'${name}'`).join(' or ')}`);
}
