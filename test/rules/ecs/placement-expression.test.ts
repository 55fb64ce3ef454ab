import rule from '../../../rules/ecs/placement-expression.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { markedPlan } from '../../kit/plan.ts';
import { testRule } from '../../kit/rule-tester.ts';

const terraform = (text: string): { readonly path: string; readonly text: string } => ({ path: 'main.tf', text });

testRule(rule, {
  valid: [
    {
      title: 'what is not known yet',
      code: yaml`
        Parameters:
          Zones: { Type: String }
          Stack: { Type: String }
        Resources:
          Service:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: web
              PlacementConstraints:
                - { Type: memberOf, Expression: !Ref Zones }
                - { Type: memberOf, Expression: !Sub 'attribute:ecs.availability-zone in [\${Zones}]' }
                - { Type: memberOf, Expression: !Sub 'attribute:stack == \${Stack} oder so' }
      `,
    },
    {
      title: 'placeholders, and constraints of another type',
      code: json`
        { "family": "web", "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2", "memory": 256 }],
          "placementConstraints": [
            { "type": "memberOf", "expression": "<EXPRESSION>" },
            { "type": "memberOf", "expression": "attribute:stack == {{ stack }} and runningTasksCount < 3" },
            { "type": "\${TYPE}", "expression": "anything" }] }
      `,
    },
    {
      title: 'an empty expression beside distinctInstance, which the provider leaves out',
      code: terraform(`
        resource "aws_ecs_service" "web" {
          name            = "web"
          task_definition = "web"
          placement_constraints {
            type       = "distinctInstance"
            expression = ""
          }
        }
      `),
    },
  ],
  invalid: [
    {
      title: 'a run of tasks',
      code: json`
        { "cluster": "jobs", "taskDefinition": "job", "count": 1, "placementConstraints": [
          { "type": "memberOf", "expression": "attribute:stack not in [test]" },
        //                                                     ^^^^^^ misspelt
          { "type": "memberOf", "expression": "attribute:owner == \"team a" },
        //                                                        ^^^^^^^^ unreadable
          { "type": "memberOf", "expression": "" },
        //                                    ^^ incomplete
          { "type": "distinctInstance", "expression": "attribute:stack exists" }] }
        //                                            ^^^^^^^^^^^^^^^^^^^^^^^^ unwanted
      `,
      messages: [
        "ECS cannot read this placement expression at 'not in'; did you mean 'not_in'?",
        'ECS cannot read this placement expression at \'"team a\'; it expects a " that closes this one.',
        "ECS cannot read this placement expression, which lacks a subject such as 'attribute:NAME'.",
        "A constraint 'distinctInstance' takes no expression, so ECS refuses it; leave it out.",
      ],
      fixed: `${[
        '{ "cluster": "jobs", "taskDefinition": "job", "count": 1, "placementConstraints": [',
        '  { "type": "memberOf", "expression": "attribute:stack not_in [test]" },',
        '  { "type": "memberOf", "expression": "attribute:owner == \\"team a" },',
        '  { "type": "memberOf", "expression": "" },',
        '  { "type": "distinctInstance" }] }',
      ].join('\n')}\n`,
    },
    {
      title: 'a template: a folded text, a substitution, a value from elsewhere',
      code: yaml`
        Parameters:
          Stack: { Type: String }
          Where: { Type: String, Default: 'task:goup == service:web' }
        Resources:
          Service:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: web
              PlacementConstraints:
                - Type: memberOf
                  Expression: >-
                    attribute:ecs.os-type == linux and
                    ecs.instance-type == t2.small
        #           ^^^^^^^^^^^^^^^^^ misspelt
                - Type: memberOf
                  Expression: !Sub 'attribute.stack == \${Stack}'
        #                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt
                - Type: memberOf
                  Expression: !Ref Where
        #                          ^^^^^ misspelt
                - Type: memberOf
                  Expression: attribute:stack ==
        #                     ^^^^^^^^^^^^^^^^^^ incomplete
      `,
      fixed: `${[
        'Parameters:',
        '  Stack: { Type: String }',
        "  Where: { Type: String, Default: 'task:goup == service:web' }",
        'Resources:',
        '  Service:',
        '    Type: AWS::ECS::Service',
        '    Properties:',
        '      TaskDefinition: web',
        '      PlacementConstraints:',
        '        - Type: memberOf',
        '          Expression: >-',
        '            attribute:ecs.os-type == linux and',
        '            ecs.instance-type == t2.small',
        '        - Type: memberOf',
        "          Expression: !Sub 'attribute.stack == ${Stack}'",
        '        - Type: memberOf',
        '          Expression: !Ref Where',
        '        - Type: memberOf',
        '          Expression: attribute:stack ==',
      ].join('\n')}\n`,
    },
    {
      title: 'targets and schedules of a template',
      code: yaml`
        Resources:
          Rule:
            Type: AWS::Events::Rule
            Properties:
              ScheduleExpression: rate(1 hour)
              Targets:
                - Id: job
                  Arn: arn:aws:ecs:eu-central-1:123456789012:cluster/jobs
                  EcsParameters:
                    TaskDefinitionArn: arn:aws:ecs:eu-central-1:123456789012:task-definition/job
                    PlacementConstraints:
                      - { Type: memberOf, Expression: agentVersion =~ 1.* }
        #                                                          ^^ operator
          Schedule:
            Type: AWS::Scheduler::Schedule
            Properties:
              ScheduleExpression: rate(1 hour)
              FlexibleTimeWindow: { Mode: 'OFF' }
              Target:
                Arn: arn:aws:ecs:eu-central-1:123456789012:cluster/jobs
                RoleArn: arn:aws:iam::123456789012:role/start
                EcsParameters:
                  TaskDefinitionArn: arn:aws:ecs:eu-central-1:123456789012:task-definition/job
                  PlacementConstraints:
                    - { Type: memberOf, Expression: registeredAt > yesterday }
        #                                                          ^^^^^^^^^ value
      `,
      messages: [
        "'agentVersion' does not take the operator '=~', so the expression does not select what it says; use ==, !=, >, >=, < or <=.",
        "'registeredAt' is never 'yesterday', so the expression does not select what it says; write a date such as '2018-06-18'.",
      ],
    },
    {
      title: 'Terraform sources',
      code: terraform(`
resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = "web"
  placement_constraints {
    type       = "memberOf"
    expression = "(attribute:stack = prod or attribute:zone in [\${var.zones}])"
    //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt
  }
  placement_constraints {
    type       = "memberOf"
    expression = "attribute:stack =~ \\"*.prod\\""
    //                               ^^^^^^^^^^ pattern
  }
}
resource "aws_cloudwatch_event_target" "job" {
  rule = "hourly"
  arn  = "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs"
  ecs_target {
    task_definition_arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/job"
    placement_constraint {
      type       = "memberOf"
      expression = "runningTaskCount == 0"
    //              ^^^^^^^^^^^^^^^^ misspelt
    }
  }
}
variable "zones" { type = string }
`),
    },
    {
      title: 'a Terraform plan',
      code: markedPlan(
        'aws_ecs_task_definition',
        'web',
        {
          family: 'web',
          container_definitions: '[{"name":"web","image":"example/web:1.4.2","memory":256}]',
          placement_constraints: [{ type: 'memberOf', expression: 'attribute:stack exist' }],
        },
        'exist',
        'misspelt',
      ),
    },
  ],
});
