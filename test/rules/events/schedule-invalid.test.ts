import rule from '../../../rules/events/schedule-invalid.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { markedPlan, plan } from '../../kit/plan.ts';
import { testRule } from '../../kit/rule-tester.ts';

const rate = (expression: string): { path: string; text: string } => ({
  path: 'stack.yaml',
  text: `Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      Name: nightly
      ScheduleExpression: ${expression}
`,
});

const hcl = (body: string): { path: string; text: string } => ({ path: 'main.tf', text: body });

const schedule = (properties: string): { path: string; text: string } => ({
  path: 'stack.yaml',
  text: `Resources:
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      Name: nightly
      Target: { Arn: arn:aws:ecs:eu-central-1:123456789012:cluster/jobs, RoleArn: arn:aws:iam::123456789012:role/start }
${properties}`,
});

testRule(rule, {
  valid: [
    { title: 'a rule of events', code: json`{ "Name": "stopped", "EventPattern": { "source": ["aws.ecs"] } }` },
    { title: 'the unit is not known', code: rate('!Sub rate(${Amount} minutes)') },
    {
      title: 'a parameter without a default',
      code: { path: 'stack.yaml', text: `Parameters:\n  When: { Type: String }\n${rate('!Ref When').text}` },
    },
    {
      title: 'what the rule would refuse and the Scheduler takes',
      code: schedule('      FlexibleTimeWindow: { Mode: "OFF" }\n      ScheduleExpression: rate(1 hours)\n'),
    },
    {
      title: 'once, in the past of some reader',
      code: schedule('      FlexibleTimeWindow: { Mode: "OFF" }\n      ScheduleExpression: at(2024-05-01T08:00:00)\n'),
    },
    {
      title: 'a zone that is an alias, and dates in order',
      code: schedule(`      FlexibleTimeWindow: { Mode: FLEXIBLE, MaximumWindowInMinutes: 15 }
      ScheduleExpression: rate(1 day)
      ScheduleExpressionTimezone: US/Eastern
      StartDate: '2026-05-01T08:00:00Z'
      EndDate: '2026-05-02T08:00:00Z'
`),
    },
    {
      title: 'dates around a single run do not count',
      code: schedule(`      FlexibleTimeWindow: { Mode: 'OFF' }
      ScheduleExpression: at(2030-05-01T08:00:00)
      StartDate: '2026-05-02T08:00:00Z'
      EndDate: '2026-05-01T08:00:00Z'
`),
    },
    {
      title: 'a rule that is off may wait for a day that never comes',
      code: json`{ "Name": "nightly", "State": "DISABLED", "ScheduleExpression": "cron(0 2 30 2 ? *)" }`,
    },
    {
      title: 'no schedule, as modules write it',
      code: hcl(`resource "aws_cloudwatch_event_rule" "stopped" {
  name                = "stopped"
  schedule_expression = ""
  event_pattern       = "{\\"source\\":[\\"aws.ecs\\"]}"
}
`),
    },
    {
      title: 'a group takes what any cron takes',
      code: hcl(`resource "aws_autoscaling_schedule" "night" {
  scheduled_action_name  = "night"
  autoscaling_group_name = "machines"
  recurrence             = "0 20 * * 1-7"
  time_zone              = "Europe/Berlin"
}
`),
    },
    { title: 'a placeholder', code: json`{ "Name": "nightly", "ScheduleExpression": "rate(<MINUTES> minutes)" }` },
    {
      title: 'scaling takes both fields of days',
      code: plan('aws_appautoscaling_scheduled_action', 'night', {
        name: 'night',
        service_namespace: 'ecs',
        resource_id: 'service/shop/web',
        scalable_dimension: 'ecs:service:DesiredCount',
        schedule: 'cron(30 6 * * 2 *)',
      }),
    },
  ],
  invalid: [
    {
      title: 'both fields of days',
      code: json`
        { "Name": "nightly", "ScheduleExpression": "cron(0 2 * * MON-FRI *)" }
        //                                                   ^ refused
      `,
      messages: [
        "'*' in ScheduleExpression 'cron(0 2 * * MON-FRI *)' of rule 'nightly' should be '?', since the day of the week is given; as it is, AWS refuses it.",
      ],
      fixed: `{ "Name": "nightly", "ScheduleExpression": "cron(0 2 ? * MON-FRI *)" }\n`,
    },
    {
      title: 'a singular',
      code: hcl(`resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(5 minute)"
//                              ^^^^^^ refused
}
`),
      messages: [
        "'minute' in schedule_expression 'rate(5 minute)' of rule 'nightly' should be 'minutes'; as it is, AWS refuses it.",
      ],
      fixed: `resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(5 minutes)"
}
`,
    },
    {
      title: 'the cron of Unix',
      code: hcl(`resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "*/5 * * * *"
//                      ^^^^^^^^^^^^^ form
}
`),
      messages: [
        "schedule_expression '*/5 * * * *' of rule 'nightly' should be 'cron(…)' or 'rate(…)'; as it is, AWS refuses it.",
      ],
      fixed: `resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "cron(*/5 * * * ? *)"
}
`,
    },
    {
      title: 'once, in a rule; no fix can tell what was meant',
      code: json`
        { "Name": "nightly", "ScheduleExpression": "at(2030-05-01T08:00:00)" }
        //                                          ^^ refused
      `,
      fixed: `{ "Name": "nightly", "ScheduleExpression": "at(2030-05-01T08:00:00)" }\n`,
    },
    {
      title: 'a plan',
      code: markedPlan(
        'aws_cloudwatch_event_rule',
        'nightly',
        { name: 'nightly', schedule_expression: 'cron(0 25 * * ? *)' },
        '25',
        'refused',
      ),
    },
    {
      title: 'a value that came from elsewhere is underlined as a whole',
      code: {
        path: 'stack.yaml',
        text: `Parameters:
  When: { Type: String, Default: rate(1 hours) }
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      Name: nightly
      ScheduleExpression: !Ref When
#                              ^^^^ refused
`,
      },
    },
    {
      title: 'years that are over',
      code: json`
        { "Name": "launch", "ScheduleExpression": "cron(0 8 1 5 ? 2024)" }
        //                                        ^^^^^^^^^^^^^^^^^^^^^^ over
      `,
    },
    {
      title: 'zone, dates and window of a schedule',
      code: schedule(`      FlexibleTimeWindow: { Mode: FLEXIBLE }
#                                 ^^^^^^^^ window
      ScheduleExpression: rate(1 day)
      ScheduleExpressionTimezone: Europe/Berln
#                                 ^^^^^^^^^^^^ zone
      StartDate: '2026-05-02T08:00:00Z'
      EndDate: '2026-05-02T08:00:00Z'
#              ^^^^^^^^^^^^^^^^^^^^^^ ends
`),
      messages: [
        "FLEXIBLE in schedule 'nightly' needs MaximumWindowInMinutes from 1 to 1440: how long after its time a run may still start.",
        "ScheduleExpressionTimezone 'Europe/Berln' of schedule 'nightly' is not the name of a time zone in the IANA database; did you mean 'Europe/Berlin'?",
        "EndDate '2026-05-02T08:00:00Z' of schedule 'nightly' is not after StartDate '2026-05-02T08:00:00Z', so it never runs.",
      ],
    },
    {
      title: 'a schedule in Terraform',
      code: hcl(`resource "aws_scheduler_schedule" "nightly" {
  name                         = "nightly"
  schedule_expression          = "cron(0 2 * * MON-FRI *)"
//                                         ^ refused
  schedule_expression_timezone = "CEST"
//                               ^^^^^^ zone
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs"
    role_arn = "arn:aws:iam::123456789012:role/start"
  }
}
`),
    },
    {
      title: 'scheduled actions, by themselves and in their target',
      code: yaml`
        Resources:
          Target:
            Type: AWS::ApplicationAutoScaling::ScalableTarget
            Properties:
              ServiceNamespace: ecs
              ResourceId: service/shop/web
              ScalableDimension: ecs:service:DesiredCount
              MinCapacity: 1
              MaxCapacity: 4
              ScheduledActions:
                - { ScheduledActionName: night, Schedule: cron(0 22 * * ?), Timezone: Europe/Berlin }
        #                                                      ^^^^^^^^^^ refused
                - { ScheduledActionName: day, Schedule: cron(0 8 * * ? *), Timezone: UTC+1 }
        #                                                                            ^^^^^ zone
      `,
    },
    {
      title: 'scheduled actions in requests',
      code: [
        {
          path: 'night.json',
          text: `{ "ServiceNamespace": "ecs", "ResourceId": "service/shop/web", "ScalableDimension": "ecs:service:DesiredCount",
  "ScheduledActionName": "night", "Schedule": "cron(0 25 * * ? *)" }
//                                                    ^^ refused
`,
        },
        {
          path: 'schedule.json',
          text: `{ "Name": "nightly", "ScheduleExpression": "rate(5 weeks)", "FlexibleTimeWindow": { "Mode": "OFF" },
//                                                 ^^^^^ refused
  "Target": { "Arn": "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs", "RoleArn": "arn:aws:iam::123456789012:role/start" } }
`,
        },
        {
          path: 'group.json',
          text: `{ "AutoScalingGroupName": "machines", "ScheduledActionName": "night", "Recurrence": "cron(0 20 * * ? *)" }
//                                                                                  ^^^^^^^^^^^^^^^^^^^^ form
`,
        },
      ],
    },
    {
      title: 'machines of a group',
      code: yaml`
        Resources:
          Night:
            Type: AWS::AutoScaling::ScheduledAction
            Properties:
              AutoScalingGroupName: machines
              Recurrence: 0 20 * * MON-FRI *
        #                 ^^^^^^^^^^^^^^^^^^ form
              TimeZone: CEST
        #               ^^^^ zone
              MinSize: 0
      `,
      messages: [
        "Recurrence '0 20 * * MON-FRI *' of scheduled action 'Night' should be five fields: minute, hour, day of the month, month and day of the week; as it is, AWS refuses it.",
        "TimeZone 'CEST' of scheduled action 'Night' is not the name of a time zone in the IANA database.",
      ],
    },
  ],
});
