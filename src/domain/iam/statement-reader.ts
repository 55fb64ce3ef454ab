import { closest } from '../closest.ts';
import { UNKNOWN_TEXT, hasUnknown } from '../unknown-text.ts';
import type { Condition, PolicyFault, Principals, Selection, Statement } from './policy.ts';
import { isList, isMap, ResourceName, type PolicyJson, type PolicyPath } from './policy-json.ts';

type Members = Readonly<Record<string, PolicyJson>>;

const ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** 'service:Action' with wildcards in either part; '*' alone is every action. */
const ACTION = new RegExp(`^(?:\\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?-]+|.*${UNKNOWN_TEXT}.*)$`);
const RESOURCE = new RegExp(`^(?:\\*|arn:.*|.*${UNKNOWN_TEXT}.*)$`);

/** A variable of the policy, filled in with each request: `${aws:PrincipalTag/team}`; `${*}` is a literal star. */
const VARIABLE = /\$\{[^{}]*\}/g;

/** Reads the statements of one document and collects what IAM would refuse. */
export class StatementReader {
  readonly #faults: PolicyFault[];
  readonly #hasVariables: boolean;

  /** Documents of 2008 take variables for plain text. */
  constructor(faults: PolicyFault[], hasVariables: boolean) {
    this.#faults = faults;
    this.#hasVariables = hasVariables;
  }

  read(json: PolicyJson, at: PolicyPath): Statement | undefined {
    if (!isMap(json)) {
      this.#fault(at, "a statement with 'Effect'");
      return undefined;
    }
    for (const name of Object.keys(json)) {
      if (ELEMENTS.includes(name) || name === UNKNOWN_TEXT) continue;
      const guess = closest(name, ELEMENTS);
      this.#fault([...at, name], guess === undefined ? `one of ${ELEMENTS.join(', ')}` : `'${guess}'`);
    }
    const isOpen = UNKNOWN_TEXT in json;
    const principals = this.#principals(json, at);
    const resources = this.#selection(json, 'Resource', at);
    const actions = this.#selection(json, 'Action', at);
    if (!actions && !isOpen) this.#fault(at, "'Action' or 'NotAction'");
    if (!resources && !principals && !isOpen) this.#fault(at, "'Resource' or 'Principal'");
    for (const pattern of actions?.patterns ?? [])
      if (typeof pattern !== 'string' || !ACTION.test(pattern)) this.#fault(at, "actions like 'ecr:BatchGetImage'");
    for (const pattern of resources?.patterns ?? [])
      if (typeof pattern === 'string' && !RESOURCE.test(pattern)) this.#fault(at, "resources that are ARNs or '*'");
    return {
      effect: this.#effect(json, at, isOpen),
      actions: {
        patterns: actions?.patterns.map((pattern) => (typeof pattern === 'string' ? pattern : pattern.arn)) ?? [
          UNKNOWN_TEXT,
        ],
        negated: actions?.negated ?? false,
      },
      resources: resources ?? (isOpen && !principals ? { patterns: [UNKNOWN_TEXT], negated: false } : undefined),
      principals: principals ?? (isOpen ? ANYBODY : undefined),
      conditions: [...this.#conditions(json['Condition'], [...at, 'Condition']), ...(isOpen ? [anyCondition(at)] : [])],
      at,
    };
  }

  #fault(at: PolicyPath, expected: string): void {
    this.#faults.push({ at, expected });
  }

  #effect({ Effect: effect }: Members, at: PolicyPath, isOpen: boolean): Statement['effect'] {
    if (effect === 'Allow' || effect === 'Deny') return effect;
    const isUnknown = effect === undefined ? isOpen : typeof effect === 'string' && hasUnknown(effect);
    if (!isUnknown) this.#fault(effect === undefined ? at : [...at, 'Effect'], "'Allow' or 'Deny'");
    return 'unsure';
  }

  #selection(
    members: Members,
    name: 'Action' | 'Resource',
    at: PolicyPath,
  ): Selection<string | ResourceName> | undefined {
    const [own, not] = [members[name], members[`Not${name}`]];
    if (own !== undefined && not !== undefined) this.#fault([...at, `Not${name}`], `${name} or Not${name}, not both`);
    const written = own ?? not;
    if (written === undefined) return undefined;
    const negated = own === undefined;
    return { patterns: this.#texts(written, [...at, negated ? `Not${name}` : name]), negated };
  }

  /** A text, or a list of texts. */
  #texts(json: PolicyJson, at: PolicyPath): (string | ResourceName)[] {
    return (isList(json) ? json : [json]).map((item) => {
      if (item instanceof ResourceName) return item;
      if (item !== null && typeof item !== 'object') return this.#withVariables(String(item));
      this.#fault(at, 'a text or a list of texts');
      return UNKNOWN_TEXT;
    });
  }

  #withVariables(text: string): string {
    return this.#hasVariables ? text.replace(VARIABLE, UNKNOWN_TEXT) : text;
  }

  #principals(members: Members, at: PolicyPath): Principals | undefined {
    const { Principal: own, NotPrincipal: not } = members;
    const written = own ?? not;
    if (written === undefined) return undefined;
    const negated = own === undefined;
    const place = [...at, negated ? 'NotPrincipal' : 'Principal'];
    if (isMap(written)) {
      const patterns = Object.entries(written).flatMap(([type, ids]) =>
        this.#texts(ids, [...place, type]).map((id) => ({ type, id: typeof id === 'string' ? id : id.arn })),
      );
      return { patterns, negated };
    }
    if (written === '*') return { patterns: [{ type: '*', id: '*' }], negated };
    if (typeof written !== 'string' || !hasUnknown(written))
      this.#fault(place, "'*' or a map of 'AWS', 'Service' or 'Federated'");
    return { ...ANYBODY, negated };
  }

  *#conditions(json: PolicyJson | undefined, at: PolicyPath): Generator<Condition> {
    if (json === undefined) return;
    if (!isMap(json)) {
      if (json !== UNKNOWN_TEXT) this.#fault(at, 'a map of condition operators');
      yield anyCondition(at);
      return;
    }
    for (const [operator, keys] of Object.entries(json)) {
      if (!isMap(keys)) {
        if (keys !== UNKNOWN_TEXT) this.#fault([...at, operator], 'a map of condition keys');
        yield { ...anyCondition([...at, operator]), operator };
        continue;
      }
      for (const [key, values] of Object.entries(keys)) {
        const place = [...at, operator, key];
        const texts = this.#texts(values, place).map((value) => (typeof value === 'string' ? value : value.arn));
        yield { operator, key, values: texts, at: place };
      }
    }
  }
}

const ANYBODY: Principals = { patterns: [{ type: UNKNOWN_TEXT, id: UNKNOWN_TEXT }], negated: false };

/** A condition of which nothing is known. */
function anyCondition(at: PolicyPath): Condition {
  return { operator: UNKNOWN_TEXT, key: UNKNOWN_TEXT, values: [UNKNOWN_TEXT], at };
}
