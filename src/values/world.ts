/**
 * Conditions are judged, not skipped. Reading a conditional value asks the world for a decision; the explorer runs the
 * same pure function again for every other way the decisions it asked for could have gone. Facts are kept about
 * *variables* (a parameter, an opaque comparison), not about conditions, so that decisions stay consistent: where
 * `IsProd` is `Env = prod` and `IsTest` is `Env = test`, no world has both.
 */

export interface Question {
  /** Identity of what is asked about, unique over all files: `template.yaml#Env`. */
  readonly variable: string;
  /** Would it equal this? */
  readonly value: string;
  /** All values it can have, when they are known. */
  readonly domain?: readonly string[] | undefined;
  /** The answer of a deployment with nothing set, which is explored first. */
  readonly likely?: boolean | undefined;
}

/** A named condition of the user's. */
export interface Condition {
  /** How a message names it: `IsProd`. */
  readonly label: string;
  /** Identity over all files. */
  readonly id: string;
  judge(world: World): boolean;
}

export interface Decision {
  readonly label: string;
  readonly outcome: boolean;
}

interface Step {
  readonly question: Question;
  readonly answer: boolean;
}

const NO_STEPS: readonly Step[] = [];
const NO_DECISIONS: ReadonlyMap<string, Decision> = new Map();

/** One consistent way in which the conditions turn out, as far as anybody has asked. */
export class World {
  readonly #script: readonly Step[];
  // Made on first use: most visits decide nothing, and there are many of them.
  #is: Map<string, string> | undefined;
  #not: Map<string, Set<string>> | undefined;
  #judged: Map<string, Decision> | undefined;
  #judging: Set<string> | undefined;
  /** Steps taken, those of the script first. */
  readonly trail: Step[] = [];

  constructor(script: readonly Step[] = NO_STEPS) {
    this.#script = script;
    for (const step of script) this.#learn(step);
  }

  /** What has been decided so far, by condition. */
  get decisions(): ReadonlyMap<string, Decision> {
    return this.#judged ?? NO_DECISIONS;
  }

  /** Has anybody been answered with a decision of this world's own? */
  get hasDecided(): boolean {
    return this.trail.length > this.#script.length;
  }

  /** Is nothing decided here, nor about to be? All worlds of which that holds are alike. */
  get isOpen(): boolean {
    return this.trail.length === 0 && this.#judged === undefined && !this.#judging?.size;
  }

  /** Is the condition true here? Recursive conditions read as false. */
  decide(condition: Condition): boolean {
    const known = this.#judged?.get(condition.id);
    if (known) return known.outcome;
    const judging = (this.#judging ??= new Set());
    if (judging.has(condition.id)) return false;
    judging.add(condition.id);
    const outcome = condition.judge(this);
    judging.delete(condition.id);
    (this.#judged ??= new Map()).set(condition.id, { label: condition.label, outcome });
    return outcome;
  }

  /** The value a variable has in this world, when a decision has fixed it. */
  valueOf(variable: string): string | undefined {
    return this.#is?.get(variable);
  }

  /** Has a decision excluded this value of the variable? */
  excludes(variable: string, value: string): boolean {
    return this.#not?.get(variable)?.has(value) ?? false;
  }

  /** Does the variable equal the value? Asks for a decision where nothing known settles it. */
  ask(question: Question): boolean {
    const { variable, value, domain } = question;
    const is = this.#is?.get(variable);
    if (is !== undefined) return is === value;
    const not = this.#not?.get(variable);
    if (not?.has(value)) return false;
    if (domain) {
      if (!domain.includes(value)) return false;
      const left = domain.filter((candidate) => !not?.has(candidate));
      if (left.length === 1) return true;
    }
    const step = { question, answer: question.likely ?? true };
    this.#learn(step);
    return step.answer;
  }

  #learn(step: Step): void {
    const { variable, value, domain } = step.question;
    this.trail.push(step);
    this.#is ??= new Map();
    if (step.answer) {
      this.#is.set(variable, value);
      return;
    }
    this.#not ??= new Map();
    const not = this.#not.get(variable) ?? new Set<string>();
    not.add(value);
    this.#not.set(variable, not);
    const left = domain?.filter((candidate) => !not.has(candidate));
    if (left?.length === 1 && left[0] !== undefined) this.#is.set(variable, left[0]);
  }

  /** The scripts of the worlds next to this one: each step beyond its own script taken the other way. */
  *alternatives(): Generator<readonly Step[]> {
    for (let i = this.trail.length - 1; i >= this.#script.length; i--) {
      const step = this.trail[i];
      if (step) yield [...this.trail.slice(0, i), { question: step.question, answer: !step.answer }];
    }
  }

  /** Everything learnt here, to go on from. */
  get script(): readonly Step[] {
    return [...this.trail];
  }
}

export interface Outcome<T> {
  readonly world: World;
  readonly result: T;
}

/** Worlds explored exhaustively; beyond, each decision of the first world is turned once, which keeps growth linear. */
const EXHAUSTIVE = 32;
const AT_MOST = 160;

/**
 * Runs a pure function once in every consistent combination of the conditions that it reads. `complete` is false when
 * there were too many: then the combinations seen are the most likely one and those that differ from it in one decision.
 * `first` is the world to begin with, in which nothing has been decided beyond its script.
 */
export function explore<T>(
  run: (world: World) => T,
  first = new World(),
): { outcomes: Outcome<T>[]; complete: boolean } {
  const outcomes: Outcome<T>[] = [];
  const visit = (world: World): World => {
    outcomes.push({ world, result: run(world) });
    return world;
  };
  visit(first);
  // Nearly every visit decides nothing, and a large plan has a hundred thousand of them.
  if (!first.hasDecided) return { outcomes, complete: true };
  const singleTurns = [...first.alternatives()];
  const pending = [...singleTurns];
  const seen = new Set<readonly Step[]>();
  while (pending.length > 0 && outcomes.length < EXHAUSTIVE) {
    const script = pending.pop();
    if (!script) break;
    seen.add(script);
    pending.push(...visit(new World(script)).alternatives());
  }
  if (pending.length === 0) return { outcomes, complete: true };
  const unseen = singleTurns.filter((script) => !seen.has(script));
  for (const script of unseen.slice(0, AT_MOST - outcomes.length)) visit(new World(script));
  return { outcomes, complete: false };
}

/**
 * When a result comes out: any of these combinations of decisions, each as short as tells the worlds that have it from
 * those that have not. Empty when it came out everywhere.
 */
export function decisionsBehind(having: readonly World[], all: readonly World[]): Decision[][] {
  const [first] = having;
  const others = all.filter((world) => !having.includes(world));
  if (!first || others.length === 0) return [];
  const shared = [...first.decisions].filter((entry) => having.every((world) => agrees(world, entry)));
  const together = shortest(shared, others);
  if (together) return [together.map(([, decision]) => decision)];
  const ways: Entry[][] = [];
  for (const world of having) {
    if (ways.some((way) => way.every((entry) => agrees(world, entry)))) continue;
    const way = shortest([...world.decisions], others);
    if (way) ways.push(way);
  }
  return ways.map((way) => way.map(([, decision]) => decision));
}

type Entry = readonly [id: string, decision: Decision];

function agrees(world: World, [id, { outcome }]: Entry): boolean {
  return world.decisions.get(id)?.outcome === outcome;
}

/** Whether it went the other way here. A condition that nobody asked about in this world tells nothing. */
function opposes(world: World, [id, { outcome }]: Entry): boolean {
  return world.decisions.get(id)?.outcome === !outcome;
}

/**
 * Of decisions that hold together, as few as still hold in none of the other worlds; undefined when all do in one. Those
 * judged first go first: a condition is judged after those that it is made of, and says more.
 */
function shortest(entries: readonly Entry[], others: readonly World[]): Entry[] | undefined {
  const against = others.map((world) => entries.filter((entry) => opposes(world, entry)).length);
  if (against.includes(0)) return undefined;
  return entries.filter((entry) => {
    const opposed = others.flatMap((world, index) => (opposes(world, entry) ? [index] : []));
    if (opposed.some((index) => against[index] === 1)) return true;
    for (const index of opposed) against[index] = (against[index] ?? 0) - 1;
    return false;
  });
}
