/**
 * How unquoted text is read. JSON literals; `yaml-1.1` as CloudFormation and PyYAML have it: yes/no/on/off are booleans,
 * `0777` is octal, `1_000` a number, dates and `22:30` text; `yaml-go` as kubectl and eksctl have it, to which y and n are
 * booleans as well (kubernetes-sigs/yaml, goyaml.v2/resolve.go); `yaml-1.2` the core schema.
 */
export type Dialect = 'json' | 'yaml-1.1' | 'yaml-go' | 'yaml-1.2';

export type Scalar = string | number | boolean | null;

/**
 * The value of unquoted text. Text that means nothing special is the text itself; never throws.
 *
 * A number may lose what was written: `123456789012345678901` loses digits, `1.30` its zero, and in `yaml-1.2` the
 * account id `012345678901` its first digit. Whoever needs those reads `node.text`. In `yaml-1.1` digits after a leading
 * zero are octal only when all of them are, otherwise text, as PyYAML has it.
 */
export function resolvePlain(text: string, dialect: Dialect): Scalar {
  switch (dialect) {
    case 'json':
      return resolveJson(text);
    case 'yaml-1.1':
      return mayBeSpecial(text) ? resolveYaml11(text) : text;
    case 'yaml-go':
      return text.length === 1 && 'yYnN'.includes(text) ? text === 'y' || text === 'Y' : resolvePlain(text, 'yaml-1.1');
    case 'yaml-1.2':
      return mayBeSpecial(text) ? resolveYaml12(text) : text;
  }
}

// RFC 8259, section 6.
const JSON_NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;

function resolveJson(text: string): Scalar {
  switch (text) {
    case '':
    case 'null':
      return null;
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return JSON_NUMBER.test(text) ? Number(text) : text;
  }
}

/** Most text is a name or a sentence: one look at the first character and the length settles it. */
function mayBeSpecial(text: string): boolean {
  if (text.length === 0) return true;
  const first = text.charCodeAt(0);
  // + - . 0-9
  if (first === 43 || first === 45 || first === 46 || (first >= 48 && first <= 57)) return true;
  // ~ and the first letters of null, true, false, yes, no, on, off
  return text.length <= 5 && '~nNtTfFyYoO'.includes(text.charAt(0));
}

// YAML 1.2.2, section 10.3.2.
const CORE_FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

const CORE_WORDS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
]);

function resolveYaml12(text: string): Scalar {
  const word = CORE_WORDS.get(text);
  if (word !== undefined) return word;
  if (CORE_FLOAT.test(text)) return Number(text);
  if (/^0o[0-7]+$/.test(text) || /^0x[0-9a-fA-F]+$/.test(text)) return Number(text);
  return text;
}

const YAML11_BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

function resolveYaml11(text: string): Scalar {
  const boolean = YAML11_BOOLEANS.get(text);
  if (boolean !== undefined) return boolean;
  const based = /^([-+]?)0(?:o?([0-7]+)|x([0-9a-fA-F]+)|b([01]+))$/.exec(text);
  if (based) {
    const [, sign, octal, hex, binary] = based;
    const size =
      octal !== undefined ? parseInt(octal, 8) : hex !== undefined ? parseInt(hex, 16) : parseInt(binary ?? '', 2);
    return sign === '-' ? -size : size;
  }
  if (/^[-+]?0[0-9]/.test(text) && !text.includes('.')) return text;
  if (/^[-+]?[1-9][0-9]*_[0-9_]*$/.test(text)) return Number(text.replaceAll('_', ''));
  const word = CORE_WORDS.get(text);
  if (word !== undefined) return word;
  return CORE_FLOAT.test(text) ? Number(text) : text;
}
