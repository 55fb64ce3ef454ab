import { parseArn } from './arn.ts';
import { parseCidr } from './cidr.ts';
import { parseIpAddress } from './ip-address.ts';
import { isParseFailure, parseFailure, type ParseFailure, type TextRange } from './parse-failure.ts';

/** What is wrong with a word of a value. */
export interface WordFault extends ParseFailure {
  /** The words of which it should have been one. */
  readonly words?: readonly string[];
  /** The service may have more words than we know. */
  readonly open?: boolean;
}

interface Form {
  readonly expected: string;
  takes(word: string): boolean;
}

// Go's strconv.ParseBool, with which the controller reads them.
const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const INTEGER = /^integer (-?\d+)\.\.(-?\d+)$/;

const FORMS: Readonly<Record<string, Form>> = {
  text: { expected: 'text', takes: () => true },
  boolean: { expected: "'true' or 'false'", takes: (word) => BOOLEAN.test(word) },
  // ELBv2 API, CreateLoadBalancer.Name.
  name: {
    expected: 'a name of at most 32 letters, digits and hyphens, neither first nor last of which is a hyphen',
    takes: (word) => /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(word),
  },
  'group-name': {
    expected: "a name of at most 63 lower-case letters, digits, '-' and '.'",
    takes: (word) => /^[a-z0-9](?:[-.a-z0-9]{0,61}[a-z0-9])?$/.test(word),
  },
  path: { expected: "a path that begins with '/'", takes: (word) => word.startsWith('/') },
  port: {
    expected: "a port from 1 to 65535, 'traffic-port' or the name of a port",
    takes: (word) => (/^\d+$/.test(word) ? isWithin(word, 1, 65_535) : /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(word)),
  },
  // ELBv2 API, Matcher: 200 to 499 on Application and to 599 on Network Load Balancers, 0 to 99 for gRPC.
  codes: {
    expected: "status codes such as '200', '200,302' or '200-399'",
    takes: (word) =>
      word.split(',').every((part) => {
        const [, from, to] = /^\s*(\d{1,3})(?:-(\d{1,3}))?\s*$/.exec(part) ?? [];
        return from !== undefined && isCode(from) && (to === undefined || (isCode(to) && Number(from) <= Number(to)));
      }),
  },
  cidr: { expected: "an address block such as '10.0.0.0/16'", takes: (word) => !isParseFailure(parseCidr(word)) },
  ipv4: { expected: 'an IPv4 address', takes: (word) => familyOf(word) === 4 },
  ipv6: { expected: 'an IPv6 address', takes: (word) => familyOf(word) === 6 },
  'prefix-list': { expected: "the id of a prefix list, 'pl-…'", takes: (word) => /^pl-[0-9a-f]+$/.test(word) },
  'elastic-ip': { expected: "the id of an elastic IP, 'eipalloc-…'", takes: (word) => /^eipalloc-\w+$/.test(word) },
  certificate: {
    expected: 'the ARN of a certificate in ACM or IAM',
    takes: (word) => {
      const arn = parseArn(word);
      if (isParseFailure(arn)) return false;
      return (
        (arn.service === 'acm' && arn.resource.startsWith('certificate/')) ||
        (arn.service === 'iam' && arn.resource.startsWith('server-certificate/'))
      );
    },
  },
  'ssl-policy': {
    expected: "a security policy, 'ELBSecurityPolicy-…'",
    takes: (word) => word.startsWith('ELBSecurityPolicy-'),
  },
};

function isWithin(word: string, from: number, to: number): boolean {
  return Number(word) >= from && Number(word) <= to;
}

function isCode(word: string): boolean {
  return isWithin(word, 0, 99) || isWithin(word, 200, 599);
}

function familyOf(word: string): 4 | 6 | undefined {
  const address = parseIpAddress(word);
  return isParseFailure(address) ? undefined : address.family;
}

/**
 * Holds the word at this range of a text against a grammar; undefined when it is right. A grammar is a form (`cidr`,
 * `boolean`), a range (`integer 5..300`), a few words (`internal|internet-facing`; `~` before them: in any case; `...`
 * among them: perhaps others), or several of these joined by ` or `.
 */
export function checkWord(grammar: string, text: string, { start, end }: TextRange): WordFault | undefined {
  const word = text.slice(start, end);
  const alternatives = grammar.split(' or ');
  if (alternatives.some((each) => takes(each, word))) return undefined;
  const failure = parseFailure(text, start, end, alternatives.map(describe).join(' or '));
  const [only] = alternatives;
  if (alternatives.length > 1 || only === undefined || FORMS[only] || INTEGER.test(only)) return failure;
  return { ...failure, words: wordsOf(only), open: isOpen(only) };
}

function takes(grammar: string, word: string): boolean {
  const form = FORMS[grammar];
  if (form) return form.takes(word);
  const [, from, to] = INTEGER.exec(grammar) ?? [];
  if (from !== undefined && to !== undefined)
    return /^[+-]?\d+$/.test(word) && isWithin(word, Number(from), Number(to));
  const words = wordsOf(grammar);
  return words.includes(word) || (grammar.startsWith('~') && words.includes(word.toLowerCase()));
}

function describe(grammar: string): string {
  const [, from, to] = INTEGER.exec(grammar) ?? [];
  if (from !== undefined && to !== undefined) return `a whole number from ${from} to ${to}`;
  const form = FORMS[grammar];
  if (form) return form.expected;
  const words = wordsOf(grammar).map((word) => `'${word}'`);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}

function wordsOf(grammar: string): readonly string[] {
  return grammar
    .replace(/^~/, '')
    .split('|')
    .filter((word) => word !== '...');
}

function isOpen(grammar: string): boolean {
  return grammar.endsWith('|...');
}
