import {
  closest,
  defineRule,
  isParseFailure,
  isTimeZone,
  mendUnixCron,
  nameOf,
  parseableText,
  parseUnixCron,
  runsAtAll,
  set,
  settled,
  timeZones,
  wrongPartOf,
  yaml,
  type FixProposal,
  type ParseFailure,
  type Report,
  type Value,
} from '#kit';

const messages = {
  refused:
    "'{wrong}' in {schedule.field} '{schedule}' of CronJob '{job}' should be {expected}; as it is, Kubernetes refuses it.",
  form: "{schedule.field} '{schedule}' of CronJob '{job}' should be {expected}; as it is, Kubernetes refuses it.",
  prefix:
    "{schedule.field} of CronJob '{job}' begins with '{prefix}', which Kubernetes refuses since 1.29; write timeZone: {zone} instead.",
  never: "{schedule.field} '{schedule}' of CronJob '{job}' never runs: there is no such day.",
  zone: "{zone.field} '{zone}' of CronJob '{job}' is not the name of a time zone in the IANA database{suggestion}",
} as const;

/** The CronJob controller reads schedules with robfig/cron, which differs from other crons in what it takes. */
export default defineRule({
  id: 'k8s/schedule-invalid',
  aka: ['catalogue:cronjob-schedule-invalid'],
  awsErrors: ['cannot use TZ or CRON_TZ in schedule, use timeZone field instead', 'unknown time zone'],
  summary: 'Write schedules of CronJobs that Kubernetes accepts, and that run at some time.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'A schedule has five fields, without seconds or years, or is a macro such as @daily; Sunday is 0 and never 7, ranges ascend. The API refuses anything else, and since 1.29 a TZ= before the fields, too. A schedule for 30 February is accepted and never runs.',
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
    'https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format',
  ],
  messages,

  visit: {
    'k8s.CronJob'(job, { resource, report }) {
      const { schedule, timeZone, suspend } = job.spec;
      const name = nameOf(job.metadata.name, resource);
      const text = parseableText(schedule);
      if (text !== undefined) {
        const read = parseUnixCron(text, 'kubernetes');
        if (isParseFailure(read)) report(reportOf(schedule, name, text, read));
        else if (settled(suspend, false) === false && runsAtAll(read, new Date(0)) === 'no')
          report({ at: schedule, message: 'never', data: { schedule, job: name } });
      }

      const zone = settled(timeZone);
      if (zone === undefined || parseableText(timeZone) !== zone || isTimeZone(zone)) return;
      const near = closest(zone, timeZones());
      const suggestion = near === undefined ? '.' : `; did you mean '${near}'?`;
      report({ at: timeZone, message: 'zone', data: { zone: timeZone, job: name, suggestion } });
    },
  },

  examples: {
    bad: [
      {
        title: 'Sunday is 0.',
        code: yaml`
          apiVersion: batch/v1
          kind: CronJob
          metadata: { name: report }
          spec:
            schedule: '0 3 * * 7'
          #                    ^ refused
            jobTemplate:
              spec:
                template:
                  spec:
                    restartPolicy: OnFailure
                    containers: [{ name: report, image: 'example/report:1.4.2' }]
        `,
      },
      {
        title: 'The time zone has a field of its own.',
        code: yaml`
          apiVersion: batch/v1
          kind: CronJob
          metadata: { name: report }
          spec:
            schedule: TZ=Europe/Berlin 0 3 * * *
          #           ^^^^^^^^^^^^^^^^ prefix
            jobTemplate:
              spec:
                template:
                  spec:
                    restartPolicy: OnFailure
                    containers: [{ name: report, image: 'example/report:1.4.2' }]
        `,
      },
    ],
    good: [
      {
        title: 'Sundays at three in Berlin.',
        code: yaml`
          apiVersion: batch/v1
          kind: CronJob
          metadata: { name: report }
          spec:
            schedule: 0 3 * * SUN
            timeZone: Europe/Berlin
            jobTemplate:
              spec:
                template:
                  spec:
                    restartPolicy: OnFailure
                    containers: [{ name: report, image: 'example/report:1.4.2' }]
        `,
      },
    ],
  },
});

function reportOf(schedule: Value<string>, job: string, text: string, failure: ParseFailure): Report<typeof messages> {
  const { expected, certainty } = failure;
  const { at, wrong } = wrongPartOf(schedule, text, failure);
  const zone = /^(?:CRON_)?TZ=(.*)/.exec(wrong ?? '')?.[1];
  if (zone !== undefined)
    return { at, message: 'prefix', data: { schedule, job, prefix: wrong ?? '', zone }, certainty };
  const mended = mendUnixCron(text);
  const fix: FixProposal | undefined =
    mended === undefined ? undefined : { title: `Write ${mended}`, safety: 'safe', changes: [set(schedule, mended)] };
  return wrong === undefined
    ? { at, message: 'form', data: { schedule, job, expected }, certainty, fix }
    : { at, message: 'refused', data: { schedule, job, expected, wrong }, certainty, fix };
}
