import rule from '../../../rules/k8s/schedule-invalid.ts';
import { testRule } from '../../kit/rule-tester.ts';

const job = (spec: string, apiVersion = 'batch/v1'): { path: string; text: string } => ({
  path: 'job.yaml',
  text: `apiVersion: ${apiVersion}
kind: CronJob
metadata: { name: report }
spec:
${spec}
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers: [{ name: report, image: 'example/report:1.4.2' }]
`,
});

testRule(rule, {
  valid: [
    { title: 'a macro', code: job("  schedule: '@daily'") },
    { title: 'an interval', code: job("  schedule: '@every 2h'") },
    { title: 'a leap day', code: job('  schedule: 0 0 29 2 *') },
    { title: 'a placeholder', code: job('  schedule: ${REPORT_SCHEDULE}\n  timeZone: ${ZONE}') },
    { title: 'suspended, so that it does not run anyway', code: job('  suspend: true\n  schedule: 0 0 30 2 *') },
    { title: 'an alias of a time zone', code: job('  schedule: 0 0 * * *\n  timeZone: Asia/Calcutta') },
  ],
  invalid: [
    {
      title: 'Sunday as others write it',
      code: job(`  schedule: "0 3 * * 6,7"\n#                      ^ refused`),
      messages: [
        "'7' in schedule '0 3 * * 6,7' of CronJob 'report' should be a day of the week from 0 (Sunday) to 6 (Saturday) or SUN to SAT; as it is, Kubernetes refuses it.",
      ],
      fixed: job('  schedule: "0 3 * * 6,0"').text,
    },
    { title: 'six fields', code: job(`  schedule: 0 0 3 * * *\n#           ^^^^^^^^^^^ form`) },
    {
      title: 'four fields, in an older version',
      code: job(`  schedule: 0 3 * *\n#           ^^^^^^^ form`, 'batch/v1beta1'),
    },
    { title: 'reboots', code: job(`  schedule: '@reboot'\n#           ^^^^^^^^^ form`) },
    { title: 'the end of February', code: job(`  schedule: 0 0 30 2 *\n#           ^^^^^^^^^^ never`) },
    {
      title: 'a time zone before the fields',
      code: job(`  schedule: CRON_TZ=UTC 0 3 * * *\n#           ^^^^^^^^^^^ prefix`),
      messages: [
        "schedule of CronJob 'report' begins with 'CRON_TZ=UTC', which Kubernetes refuses since 1.29; write timeZone: UTC instead.",
      ],
    },
    {
      title: 'a misspelt time zone',
      code: job(`  schedule: 0 3 * * *\n  timeZone: Europe/Lndon\n#           ^^^^^^^^^^^^ zone`),
      messages: [
        "timeZone 'Europe/Lndon' of CronJob 'report' is not the name of a time zone in the IANA database; did you mean 'Europe/London'?",
      ],
    },
    { title: 'no time zone at all', code: job(`  schedule: 0 3 * * *\n  timeZone: Local\n#           ^^^^^ zone`) },
  ],
});
