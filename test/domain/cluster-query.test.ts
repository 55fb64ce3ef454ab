import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkClusterQuery } from '../../src/domain/check-cluster-query.ts';
import { QUERY_FIELDS, QUERY_OPERATORS, type ClusterQuery, type QueryField } from '../../src/domain/cluster-query.ts';
import { formatClusterQuery } from '../../src/domain/format-cluster-query.ts';
import { matchesClusterQuery, type ContainerInstance } from '../../src/domain/match-cluster-query.ts';
import { parseClusterQuery } from '../../src/domain/parse-cluster-query.ts';
import { isParseFailure } from '../../src/domain/parse-failure.ts';
import { UNKNOWN_TEXT } from '../../src/domain/unknown-text.ts';

function read(text: string): ClusterQuery {
  const query = parseClusterQuery(text);
  if (isParseFailure(query)) throw new Error(`${text}: expected ${query.expected} at ${String(query.at.start)}`);
  return query;
}

/** The short form of what was read, which shows how it was taken. */
const asRead = (text: string): string => formatClusterQuery(read(text));

/** What a reader would see underlined, and what would be right there. */
function fault(text: string): readonly [wrong: string, expected: string, suggestion: string | undefined] {
  const failure = parseClusterQuery(text);
  if (!isParseFailure(failure)) throw new Error(`'${text}' was read`);
  expect(failure.certainty).toBe('certain');
  return [text.slice(failure.at.start, failure.at.end), failure.expected, failure.suggestion];
}

describe('parseClusterQuery', () => {
  // The examples of the developer guide.
  it.each([
    ['attribute:ecs.instance-type == t2.small'],
    ['attribute:ecs.availability-zone in [us-east-1a, us-east-1b]'],
    ['attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d'],
    ['task:group == service:production'],
    ['not(task:group == database)'],
    ['runningTasksCount == 1'],
    ['agentVersion < 1.14.5'],
    ['registeredAt < 2018-02-13'],
  ])('reads %s as it stands', (text) => {
    expect(asRead(text)).toBe(text);
    expect(checkClusterQuery(read(text))).toEqual([]);
  });

  it.each([
    ["ec2InstanceId in ['i-abcd1234', 'i-wxyx7890']", 'ec2InstanceId in [i-abcd1234, i-wxyx7890]'],
    ['attribute:stack equals prod', 'attribute:stack == prod'],
    ['attribute:stack not_exists', 'attribute:stack !exists'],
    ['attribute:stack !exists && attribute:x exists', 'attribute:stack !exists and attribute:x exists'],
    ['attribute:state!=pre-drain', 'attribute:state != pre-drain'],
    ['attribute:stack not_in ["a","b"]', 'attribute:stack !in [a, b]'],
    ['attribute:owner == "Team A"', "attribute:owner == 'Team A'"],
    ['!(runningTasksCount > 3)', 'not(runningTasksCount > 3)'],
    ['! attribute:a == b', 'not(attribute:a == b)'],
    [
      '(attribute:a == 1\n  or attribute:b == 2)\nand attribute:c == 3',
      '(attribute:a == 1 or attribute:b == 2) and attribute:c == 3',
    ],
    ['attribute:a==1&&attribute:b==2||attribute:c==3', '(attribute:a == 1 and attribute:b == 2) or attribute:c == 3'],
    ['attribute:t =~ t[23] .x', undefined],
    ['attribute:t =~ t[2 3].x', "attribute:t =~ 't[2 3].x'"],
    ['attribute:t matches c5.*|m5.*', 'attribute:t =~ c5.*|m5.*'],
    ['(attribute:t =~ c5.*)and(attribute:android == or)', 'attribute:t =~ c5.* and attribute:android == or'],
    ['agentversion GREATER_THAN_EQUAL 1.14.5', 'agentVersion >= 1.14.5'],
  ])('takes %s as %s', (text, expected) => {
    if (expected === undefined) expect(isParseFailure(parseClusterQuery(text))).toBe(true);
    else expect(asRead(text)).toBe(expected);
  });

  it('knows where everything stands', () => {
    const text = "attribute:stack in [ 'prod', test ]";
    const query = read(text);
    if (query.kind !== 'comparison') throw new Error(query.kind);
    const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    expect(slice(query.subject.at)).toBe('attribute:stack');
    expect(slice(query.operatorAt)).toBe('in');
    expect(query.values.map(({ at }) => slice(at))).toEqual(["'prod'", 'test']);
    expect(slice(query.at)).toBe(text);
  });

  it.each([
    // Subjects.
    ['', '', "a subject such as 'attribute:NAME'", undefined],
    ['atribute:stack == prod', 'atribute', undefined, 'attribute'],
    ['attributes:stack == prod', 'attributes', undefined, 'attribute'],
    ['attribute.ecs.os-type == linux', 'attribute.', undefined, 'attribute:'],
    ['ecs.instance-type == t2.small', 'ecs.instance-type', undefined, 'attribute:ecs.instance-type'],
    ['attribute: stack == prod', '', "a name directly after 'attribute:'", undefined],
    ['task:goup == service:web', 'task:goup', undefined, 'task:group'],
    ['runningTaskCount == 0', 'runningTaskCount', undefined, 'runningTasksCount'],
    ['instanceId == i-12345678', 'instanceId', undefined, 'ec2InstanceId'],
    ['not agentConected == true', 'agentConected', undefined, 'agentConnected'],
    // Operators.
    ['attribute:stack = prod', '=', undefined, '=='],
    ['attribute:stack equal prod', 'equal', undefined, 'equals'],
    ['attribute:stack not in [prod]', 'not in', undefined, 'not_in'],
    ['attribute:stack mathces p.*', 'mathces', undefined, 'matches'],
    ['attribute:stack', '', "an operator such as '==' or 'in' after 'attribute:stack'", undefined],
    ['runningTasksCount => 1', '=>', undefined, '>='],
    ['attribute:stack constructor prod', 'constructor', undefined, undefined],
    // Values.
    ['attribute:stack ==', '', "a value after '=='", undefined],
    ['attribute:stack == and attribute:x exists', 'attribute:x', "'and', 'or' or the end of the expression", undefined],
    ['attribute:stack == my stack', 'stack', "'and', 'or' or the end of the expression", undefined],
    ["attribute:stack == 'prod", "'prod", "a ' that closes this one", undefined],
    ['attribute:zone in us-east-1a', 'us-east-1a', "a list in brackets after 'in', such as '[a, b]'", undefined],
    ['attribute:zone in [a b]', 'b', "',' or ']'", undefined],
    ['attribute:zone in [a,]', ']', 'a value in the list', undefined],
    ['attribute:zone in []', ']', 'a value in the list', undefined],
    ['attribute:zone in [a', '', "',' or ']'", undefined],
    ['attribute:type =~ (t2|t3).*', '(', 'a pattern without parentheses, which only join expressions', undefined],
    // What joins them.
    ['attribute:a == 1 & attribute:b == 2', '&', "'and', 'or' or the end of the expression", undefined],
    ['(attribute:a == 1', '', "a ')' that closes the '(' before", undefined],
    ['attribute:a == 1)', ')', "'and', 'or' or the end of the expression", undefined],
    ['attribute:a == 1 and', '', "a subject such as 'attribute:NAME'", undefined],
    ['attribute:a exists attribute:b exists', 'attribute:b', "'and', 'or' or the end of the expression", undefined],
  ])('refuses %j at %j', (text, wrong, expected, suggestion) => {
    const [found, wanted, instead] = fault(text);
    expect([found, instead]).toEqual([wrong, suggestion]);
    if (expected !== undefined) expect(wanted).toBe(expected);
  });

  it('says the most that ECS takes', () => {
    const [wrong] = fault(`attribute:a == ${'x'.repeat(2000)}`);
    expect(wrong).toHaveLength(15);
    expect(isParseFailure(parseClusterQuery('('.repeat(1900)))).toBe(true);
  });

  it.each([
    [`attribute:stack == ${UNKNOWN_TEXT}`],
    [`attribute:${UNKNOWN_TEXT} == prod`],
    [`attribute:zone in ${UNKNOWN_TEXT}`],
    [`attribute:zone in [${UNKNOWN_TEXT}]`],
    [`attribute:zone ${UNKNOWN_TEXT} prod`],
    [`${UNKNOWN_TEXT} and attribute:a == b`],
    [UNKNOWN_TEXT],
    [`(${UNKNOWN_TEXT})`],
    [`${UNKNOWN_TEXT}:a == b`],
  ])('reads around what is unknown: %j', (text) => {
    expect(isParseFailure(parseClusterQuery(text))).toBe(false);
  });

  it('is sure of a mistake before the first unknown part, and of none behind it', () => {
    expect(fault(`atribute:a == ${UNKNOWN_TEXT}`)[0]).toBe('atribute');
    expect(parseClusterQuery(`attribute:a == ${UNKNOWN_TEXT} oder b`)).toMatchObject({ certainty: 'possible' });
    expect(parseClusterQuery(`attribute:a == ${UNKNOWN_TEXT}'`)).not.toMatchObject({ certainty: 'certain' });
  });
});

describe('checkClusterQuery', () => {
  const problems = (text: string): readonly (readonly [string, string])[] =>
    checkClusterQuery(read(text)).map(({ kind, at }) => [kind, text.slice(at.start, at.end)]);

  it.each([
    ['runningTasksCount in [1, 2]', 'operator', 'in'],
    ['agentVersion =~ 1.*', 'operator', '=~'],
    ['agentConnected > 1', 'operator', '>'],
    ['ec2InstanceId exists', 'operator', 'exists'],
    ['runningTasksCount == none', 'value', 'none'],
    ['registeredAt < 13.02.2018', 'value', '13.02.2018'],
    ['agentVersion < latest', 'value', 'latest'],
    ['agentConnected == yes', 'value', 'yes'],
    ['attribute:type =~ *.large', 'pattern', '*.large'],
    ['attribute:type =~ t2.*|+', 'pattern', 't2.*|+'],
    ['attribute:type =~ [t2', 'pattern', '[t2'],
    ['attribute:a == 1 or not(attribute:type =~ +)', 'pattern', '+'],
  ])('%s: %s', (text, kind, wrong) => {
    expect(problems(text)).toEqual([[kind, wrong]]);
  });

  it.each([
    ['registeredAt >= 2018-06-18T22:28:28+00:00 and registeredAt < 2018-06-18T22:28:28Z'],
    ['registeredAt != 2018-06-18T22:28:28 or registeredAt == 2018-06-18'],
    ['attribute:type =~ \\*.[]*]x*|^*'],
    [`runningTasksCount == ${UNKNOWN_TEXT} or attribute:a =~ ${UNKNOWN_TEXT}*`],
    ['task:group in [family:job] and task:group =~ service:.*'],
  ])('has nothing to say about %s', (text) => {
    expect(problems(text)).toEqual([]);
  });
});

const nothing = { start: 0, end: 0 };
const word = fc.stringMatching(/^[A-Za-z0-9_.:/@-]{1,8}$/);
const text = fc.oneof(word, fc.stringMatching(/^[A-Za-z0-9 ,()&|"-]{0,8}$/));
const subject = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_.-]{1,6}$/).map((name) => ({ field: 'attribute' as const, name, at: nothing })),
  fc
    .constantFrom(...QUERY_FIELDS.filter((field): field is Exclude<QueryField, 'attribute'> => field !== 'attribute'))
    .map((field) => ({ field, at: nothing })),
);
const comparison = fc
  .tuple(subject, fc.constantFrom(...QUERY_OPERATORS), fc.array(text, { minLength: 1, maxLength: 3 }))
  .map(([about, operator, all]): ClusterQuery => {
    const isList = operator === 'in' || operator === '!in';
    const values = operator.endsWith('exists') ? [] : isList ? all : all.slice(0, 1);
    const at = { at: nothing, operatorAt: nothing };
    return {
      kind: 'comparison',
      subject: about,
      operator,
      values: values.map((value) => ({ text: value, at: nothing })),
      ...at,
    };
  });
const { query } = fc.letrec<{ query: ClusterQuery; joined: ClusterQuery; negated: ClusterQuery }>((tie) => ({
  query: fc.oneof({ maxDepth: 3, withCrossShrink: true }, comparison, tie('joined'), tie('negated')),
  negated: tie('query').map((inner) => ({ kind: 'not', query: inner, at: nothing })),
  joined: fc
    .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('query'), { minLength: 2, maxLength: 3 }))
    .map(([kind, queries]) => ({ kind, queries, at: nothing })),
}));

/** A query without its places. */
function bare(tree: unknown): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => (key === 'at' || key === 'operatorAt' ? undefined : value)),
  );
}

const instance: fc.Arbitrary<ContainerInstance> = fc.record({
  attributes: fc
    .uniqueArray(fc.tuple(word, fc.option(word, { nil: undefined })), { selector: ([name]) => name })
    .map((all) => new Map(all)),
  taskGroups: fc.array(word, { maxLength: 2 }),
  fields: fc.record(
    { runningTasksCount: fc.nat(9).map(String), agentConnected: fc.constant('true') },
    { requiredKeys: [] },
  ),
});

describe('what is printed', () => {
  it('reads as the same query', () => {
    fc.assert(
      fc.property(query, (tree) => {
        const printed = formatClusterQuery(tree);
        fc.pre(printed.length <= 2000);
        expect(bare(read(printed))).toEqual(bare(tree));
      }),
    );
  });

  it('reads as no mistake when any part of it is unknown', () => {
    fc.assert(
      fc.property(query, fc.nat(), fc.nat(), (tree, from, length) => {
        const printed = formatClusterQuery(tree);
        fc.pre(printed.length <= 2000);
        const start = from % (printed.length + 1);
        const masked = printed.slice(0, start) + UNKNOWN_TEXT + printed.slice(start + (length % 12));
        expect(parseClusterQuery(masked)).not.toMatchObject({ certainty: 'certain' });
      }),
      { numRuns: 1000 },
    );
  });
});

it('any text is read or refused at a place within it', () => {
  const piece = fc.constantFrom(
    'attribute:a',
    '==',
    'in',
    '[',
    ']',
    ',',
    "'",
    '(',
    ')',
    'and',
    '||',
    '!',
    'not',
    ' ',
    UNKNOWN_TEXT,
    'x',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
      ),
      (any) => {
        const result = parseClusterQuery(any);
        const { start, end } = result.at;
        expect(0 <= start && start <= end && end <= any.length).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

describe('matchesClusterQuery', () => {
  const web: ContainerInstance = {
    attributes: new Map([
      ['ecs.instance-type', 'g2.small'],
      ['ecs.availability-zone', 'us-east-1a'],
      ['gpu', undefined],
    ]),
    taskGroups: ['service:web', 'family:job'],
    fields: { runningTasksCount: '2', agentVersion: '1.14.5' },
  };

  it.each([
    ['attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d', 'yes'],
    ['attribute:ecs.instance-type == t2.small', 'no'],
    ['attribute:ecs.availability-zone in [us-east-1a, us-east-1b]', 'yes'],
    ['attribute:gpu exists and attribute:stack !exists', 'yes'],
    ['attribute:stack == prod', 'no'],
    ['attribute:stack != prod', 'yes'],
    ['task:group == service:web', 'yes'],
    ['not(task:group == database)', 'yes'],
    ['runningTasksCount <= 10 and runningTasksCount > 1', 'yes'],
    ['agentVersion < 1.9.0', 'no'],
    ['runningTasksCount < 2', 'no'],
    ['runningTasksCount < 3', 'yes'],
    ['runningTasksCount >= 3', 'no'],
    ['agentVersion >= 1.14', 'yes'],
    ['agentConnected == true', 'unsure'],
    ['agentConnected == true or runningTasksCount == 2', 'yes'],
    ['agentConnected == true and runningTasksCount == 3', 'no'],
    ['attribute:ecs.instance-type =~ [gp]2.*', 'unsure'],
    [`attribute:ecs.instance-type == g2.${UNKNOWN_TEXT}`, 'unsure'],
    [`attribute:ecs.instance-type == t2.${UNKNOWN_TEXT}`, 'no'],
    [`runningTasksCount == 2 or ${UNKNOWN_TEXT}`, 'yes'],
  ])('%s: %s', (text, answer) => {
    expect(matchesClusterQuery(read(text), web)).toBe(answer);
  });

  it('obeys the laws of logic', () => {
    fc.assert(
      fc.property(query, query, instance, (left, right, machine) => {
        const not = (inner: ClusterQuery): ClusterQuery => ({ kind: 'not', query: inner, at: nothing });
        const join = (kind: 'and' | 'or', ...queries: ClusterQuery[]): ClusterQuery => ({ kind, queries, at: nothing });
        const answer = (tree: ClusterQuery) => matchesClusterQuery(tree, machine);
        expect(answer(not(not(left)))).toBe(answer(left));
        expect(answer(not(join('and', left, right)))).toBe(answer(join('or', not(left), not(right))));
        expect(answer(join('or', left, right))).toBe(answer(join('or', right, left)));
        expect(answer(join('and', left, left))).toBe(answer(left));
      }),
    );
  });
});
