import {
  checkClusterQuery,
  defineRule,
  isParseFailure,
  isSet,
  json,
  oneOf,
  parseableText,
  parseClusterQuery,
  remove,
  set,
  settled,
  wrongPartOf,
  yaml,
} from '#kit';
import type { Kinds, List, Report, Value } from '#kit';

type Constraint = Kinds['ecs.service']['placementConstraints']['items'][number];

const MESSAGES = {
  misspelt: "ECS cannot read this placement expression at '{wrong}'; did you mean '{suggestion}'?",
  unreadable: "ECS cannot read this placement expression at '{wrong}'; it expects {expected}.",
  incomplete: 'ECS cannot read this placement expression, which lacks {expected}.',
  pattern:
    "'{pattern}' is no regular expression in the syntax of Java, which is what ECS takes here; it needs {expected}.",
  operator:
    "'{subject}' does not take the operator '{operator}', so the expression does not select what it says; use {allowed}.",
  value: "'{subject}' is never '{value}', so the expression does not select what it says; write {expected}.",
  unwanted: "A constraint 'distinctInstance' takes no {expression.field}, so ECS refuses it; leave it out.",
} as const;

/** Placement constraints of the type memberOf are sentences in a small language, which nobody reads before ECS does. */
export default defineRule({
  id: 'ecs/placement-expression',
  aka: ['catalogue:ecs-placement-expression-syntax'],
  awsErrors: ['distinctInstance expression should not be specified'],
  summary: 'Write placement expressions in the cluster query language.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: "A 'memberOf' constraint selects container instances by an expression: subject, operator, value, joined by 'and', 'or' and 'not'. To CloudFormation and Terraform it is any text, so a misspelt subject, '=' for '==', 'not in' or a forgotten bracket is found when ECS refuses the task definition, the service or the scheduled run. An operator or a value that a subject does not have is a warning: the expression is read, but does not select what it says.",
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html',
  ],
  messages: MESSAGES,

  visit: {
    'ecs.taskDefinition'({ placementConstraints }, { report }) {
      checkConstraints(placementConstraints, report);
    },
    'ecs.service'({ placementConstraints }, { report }) {
      checkConstraints(placementConstraints, report);
    },
    'ecs.runTask'({ placementConstraints }, { report }) {
      checkConstraints(placementConstraints, report);
    },
    'events.rule'({ targets }, { report }) {
      for (const { ecsParameters } of targets.items) checkConstraints(ecsParameters.placementConstraints, report);
    },
    'events.target'({ ecsParameters }, { report }) {
      checkConstraints(ecsParameters.placementConstraints, report);
    },
    'scheduler.schedule'({ target }, { report }) {
      checkConstraints(target.ecsParameters.placementConstraints, report);
    },
  },

  examples: {
    bad: [
      {
        title: 'A misspelt subject and the operator of another language.',
        code: json`
          { "serviceName": "search", "taskDefinition": "search", "desiredCount": 2, "placementConstraints": [
            { "type": "memberOf", "expression": "atribute:ecs.os-type == linux" },
          //                                     ^^^^^^^^ misspelt
            { "type": "memberOf", "expression": "attribute:ecs.instance-type = r6i.large" },
          //                                                                 ^ misspelt
            { "type": "memberOf", "expression": "attribute:ecs.availability-zone in us-east-1a" }] }
          //                                                                        ^^^^^^^^^^ unreadable
        `,
      },
      {
        title: 'A pattern for shells, and a count that is looked up in a list.',
        code: yaml`
          Resources:
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                ContainerDefinitions: [{ Name: web, Image: 'example/web:1.4.2', Memory: 256 }]
                PlacementConstraints:
                  - Type: memberOf
                    Expression: attribute:ecs.instance-type =~ *.large
          #                                                    ^^^^^^^ pattern
                  - Type: memberOf
                    Expression: runningTasksCount in [0, 1]
          #                                       ^^ operator
        `,
      },
    ],
    good: [
      {
        title: 'Large memory-optimised instances that do not run the database.',
        code: json`
          { "serviceName": "search", "taskDefinition": "search", "desiredCount": 2, "placementConstraints": [
            { "type": "distinctInstance" },
            { "type": "memberOf", "expression": "attribute:ecs.instance-type =~ r6i.* and not(task:group == service:database)" }] }
        `,
      },
    ],
  },
});

type Reporter = (finding: Report<typeof MESSAGES>) => void;

function checkConstraints(constraints: List<Pick<Constraint, 'type' | 'expression'>>, report: Reporter): void {
  for (const { type, expression } of constraints.items) {
    if (settled(type) === 'memberOf') checkExpression(expression, report);
    else if (settled(type) === 'distinctInstance' && isSet(expression) === 'yes' && settled(expression) !== '') {
      const fix = {
        title: `Leave ${expression.origin.name} out`,
        safety: 'safe',
        changes: [remove(expression)],
      } as const;
      report({ at: expression, message: 'unwanted', data: { expression }, fix });
    }
  }
}

function checkExpression(expression: Value<string>, report: Reporter): void {
  const text = parseableText(expression);
  if (text === undefined) return;
  const query = parseClusterQuery(text);
  if (!isParseFailure(query)) {
    checkMeaning(expression, text, query, report);
    return;
  }
  const { expected, suggestion, certainty } = query;
  if (certainty !== 'certain') return;
  const { at } = wrongPartOf(expression, text, query);
  const { start, end } = query.at;
  const wrong = text.slice(start, end);
  if (wrong === '') report({ at, message: 'incomplete', data: { expected } });
  else if (suggestion === undefined) report({ at, message: 'unreadable', data: { wrong, expected } });
  else {
    const mended = `${text.slice(0, start)}${suggestion}${text.slice(end)}`;
    const fix = { title: `Write '${suggestion}'`, safety: 'unsafe', changes: [set(expression, mended)] } as const;
    // In the text for the parser nothing tells what a placeholder was.
    report({
      at,
      message: 'misspelt',
      data: { wrong, suggestion },
      fix: settled(expression) === text ? fix : undefined,
    });
  }
}

function checkMeaning(
  expression: Value<string>,
  text: string,
  query: Parameters<typeof checkClusterQuery>[0],
  report: Reporter,
): void {
  for (const problem of checkClusterQuery(query)) {
    const { at } = wrongPartOf(expression, text, problem);
    const found = text.slice(problem.at.start, problem.at.end);
    if (problem.kind === 'pattern') {
      report({ at, message: 'pattern', data: { pattern: found, expected: problem.expected } });
    } else if (problem.kind === 'operator') {
      const data = { subject: problem.subject, operator: found, allowed: oneOf(problem.allowed) };
      report({ at, message: 'operator', data, severity: 'warning' });
    } else {
      const data = { subject: problem.subject, value: found, expected: problem.expected };
      report({ at, message: 'value', data, severity: 'warning' });
    }
  }
}
