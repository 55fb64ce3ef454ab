import {
  closest,
  defineRule,
  isParseFailure,
  isSet,
  isTimeZone,
  json,
  labelOf,
  mendEventSchedule,
  nameOf,
  parseableText,
  parseEventSchedule,
  parseUnixCron,
  runsAtAll,
  set,
  settled,
  timeZones,
  wrongPartOf,
  yaml,
  type Context,
  type EventScheduleReader,
  type FixProposal,
  type Value,
} from '#kit';

const messages = {
  refused: "'{wrong}' in {schedule.field} '{schedule}' of {owner} should be {expected}; as it is, AWS refuses it.",
  form: "{schedule.field} '{schedule}' of {owner} should be {expected}; as it is, AWS refuses it.",
  never: "{schedule.field} '{schedule}' of {owner} never runs: there is no such day.",
  over: "{schedule.field} '{schedule}' of {owner} does not run any more: its last year is over.",
  zone: "{zone.field} '{zone}' of {owner} is not the name of a time zone in the IANA database{suggestion}",
  ends: "{end.field} '{end}' of {owner} is not after {start.field} '{start}', so it never runs.",
  window:
    'FLEXIBLE in {owner} needs MaximumWindowInMinutes from 1 to 1440: how long after its time a run may still start.',
} as const;

/** A schedule wherever it is written. */
interface Schedule {
  /** As it begins in a message: "rule 'nightly'". */
  readonly owner: string;
  readonly reader: EventScheduleReader | 'autoscaling';
  readonly expression: Value<string>;
  readonly isOn: boolean;
  readonly zone?: Value<string>;
  readonly start?: Value<string>;
  readonly end?: Value<string>;
}

/** Years before this one are over for everybody who has this rule. */
const FIRST_YEAR_OF_USE = new Date('2026-01-01T00:00:00Z');
const EVER = new Date('1969-12-31T23:59:59Z');

export default defineRule({
  id: 'events/schedule-invalid',
  aka: [
    'catalogue:events-schedule-expression',
    'cfn-lint:E3027',
    'tflint:aws_cloudwatch_event_rule_invalid_schedule_expression',
  ],
  awsErrors: [
    'Parameter ScheduleExpression is not valid.',
    'Invalid Schedule Expression',
    'The ScheduleExpressionTimezone is not valid',
  ],
  summary: 'Write schedules that AWS accepts, and that run at some time.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'The cron of EventBridge is not that of Unix: it has six fields, the last for the year, counts weekdays from 1 on Sunday, and wants ? in one of the two fields of days. In a rule, a rate of 1 takes the singular and any other the plural. PutRule, CreateSchedule and PutScheduledAction refuse anything else, and a schedule for 30 February is accepted and never runs. Scheduled actions of Auto Scaling groups take the five fields of Unix.',
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html',
    'https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html',
    'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScheduledUpdateGroupAction.html',
  ],
  messages,

  visit: {
    'events.rule'(rule, context) {
      checkSchedule(
        {
          owner: `rule '${nameOf(rule.name, context.resource)}'`,
          reader: 'rule',
          expression: rule.scheduleExpression,
          isOn: settled(rule.state, 'ENABLED') !== 'DISABLED',
        },
        context,
      );
    },
    'scheduler.schedule'(schedule, context) {
      const owner = `schedule '${nameOf(schedule.name, context.resource)}'`;
      checkSchedule(
        {
          owner,
          reader: 'scheduler',
          expression: schedule.scheduleExpression,
          isOn: settled(schedule.state, 'ENABLED') !== 'DISABLED',
          zone: schedule.scheduleExpressionTimezone,
          start: schedule.startDate,
          end: schedule.endDate,
        },
        context,
      );
      const { mode, maximumWindowInMinutes } = schedule.flexibleTimeWindow;
      if (settled(mode) === 'FLEXIBLE' && isSet(maximumWindowInMinutes) === 'no') {
        context.report({ at: mode, message: 'window', data: { owner } });
      }
    },
    'autoscaling.scheduledAction'(action, context) {
      const { recurrence, timeZone, startTime, endTime } = action;
      const owner = `scheduled action '${nameOf(action.scheduledActionName, context.resource)}'`;
      const dates = { zone: timeZone, start: startTime, end: endTime };
      checkSchedule({ owner, reader: 'autoscaling', expression: recurrence, isOn: true, ...dates }, context);
    },
    'applicationautoscaling.scheduledAction'(action, context) {
      const owner = `scheduled action '${nameOf(action.scheduledActionName, context.resource)}'`;
      checkSchedule(scalingSchedule(action, owner), context);
    },
    'applicationautoscaling.scalableTarget'({ scheduledActions }, context) {
      for (const action of scheduledActions.items) {
        checkSchedule(scalingSchedule(action, `scheduled action '${labelOf(action.scheduledActionName)}'`), context);
      }
    },
  },

  examples: {
    bad: [
      {
        title: 'Both fields of days are given, and one is not singular.',
        code: yaml`
          Resources:
            Nightly:
              Type: AWS::Events::Rule
              Properties:
                Name: nightly
                ScheduleExpression: cron(0 2 * * * *)
          #                                      ^ refused
            Minutely:
              Type: AWS::Events::Rule
              Properties:
                Name: minutely
                ScheduleExpression: rate(1 minutes)
          #                                ^^^^^^^ refused
        `,
      },
      {
        title: 'The fields of Unix’s cron.',
        code: json`
          { "Name": "nightly", "ScheduleExpression": "cron(0 2 * * *)" }
          //                                               ^^^^^^^^^ refused
        `,
      },
      {
        title: 'February has 29 days at most.',
        code: yaml`
          Resources:
            MonthEnd:
              Type: AWS::Scheduler::Schedule
              Properties:
                Name: month-end
                ScheduleExpression: cron(0 4 30 2 ? *)
          #                         ^^^^^^^^^^^^^^^^^^ never
                ScheduleExpressionTimezone: Europe/Berlin
                FlexibleTimeWindow: { Mode: 'OFF' }
                Target: { Arn: arn:aws:ecs:eu-central-1:123456789012:cluster/jobs, RoleArn: arn:aws:iam::123456789012:role/start }
        `,
      },
    ],
    good: [
      {
        title: 'Weekdays at two, and every five minutes.',
        code: yaml`
          Resources:
            Nightly:
              Type: AWS::Events::Rule
              Properties:
                Name: nightly
                ScheduleExpression: cron(0 2 ? * MON-FRI *)
            Often:
              Type: AWS::Events::Rule
              Properties:
                Name: often
                ScheduleExpression: rate(5 minutes)
        `,
      },
    ],
  },
});

/** What Application Auto Scaling calls the parts of a schedule. */
interface ScheduledAction {
  readonly schedule: Value<string>;
  readonly timezone: Value<string>;
  readonly startTime: Value<string>;
  readonly endTime: Value<string>;
}

function scalingSchedule({ schedule, timezone, startTime, endTime }: ScheduledAction, owner: string): Schedule {
  return { owner, reader: 'scaling', expression: schedule, isOn: true, zone: timezone, start: startTime, end: endTime };
}

function checkSchedule(schedule: Schedule, context: Context<typeof messages>): void {
  const isRecurring = checkExpression(schedule, context);
  checkZone(schedule, context);
  if (isRecurring) checkPeriod(schedule, context);
}

/** Whether the expression certainly recurs: of one that runs once, the dates around it do not count. */
function checkExpression({ owner, reader, expression, isOn }: Schedule, { report }: Context<typeof messages>): boolean {
  const text = parseableText(expression);
  // Empty is as good as absent: Terraform leaves it out.
  if (text === undefined || text === '') return false;
  const read = reader === 'autoscaling' ? parseUnixCron(text, reader) : parseEventSchedule(text, reader);
  const data = { schedule: expression, owner };
  if (!isParseFailure(read)) {
    if (!isOn || read.kind !== 'cron') return read.kind === 'rate';
    if (runsAtAll(read, EVER) === 'no') report({ at: expression, message: 'never', data });
    else if (runsAtAll(read, FIRST_YEAR_OF_USE) === 'no')
      report({ at: expression, message: 'over', data, severity: 'warning' });
    else return true;
    return false;
  }
  const { expected, certainty } = read;
  const { at, wrong } = wrongPartOf(expression, text, read);
  const mended = reader === 'autoscaling' ? undefined : mendEventSchedule(text, reader);
  const fix = mended === undefined ? undefined : writing(expression, mended);
  if (wrong === undefined) report({ at, message: 'form', data: { ...data, expected }, certainty, fix });
  else report({ at, message: 'refused', data: { ...data, expected, wrong }, certainty, fix });
  return false;
}

function writing(expression: Value<string>, mended: string): FixProposal {
  return { title: `Write ${mended}`, safety: 'safe', changes: [set(expression, mended)] };
}

function checkZone({ owner, zone }: Schedule, { report }: Context<typeof messages>): void {
  const name = zone && settled(zone);
  if (!zone || name === undefined || name === '' || parseableText(zone) !== name || isTimeZone(name)) return;
  const near = closest(name, timeZones());
  const suggestion = near === undefined ? '.' : `; did you mean '${near}'?`;
  report({ at: zone, message: 'zone', data: { zone, owner, suggestion } });
}

function checkPeriod({ owner, start, end }: Schedule, { report }: Context<typeof messages>): void {
  const [from, to] = [momentOf(start), momentOf(end)];
  if (!start || !end || from === undefined || to === undefined || from < to) return;
  const related = [{ at: start, note: 'It starts here.' }];
  report({ at: end, message: 'ends', data: { owner, start, end }, related });
}

/** A moment written in full, with its time zone. */
function momentOf(value: Value<string> | undefined): number | undefined {
  const text = value && settled(value);
  if (text === undefined || !/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}
