import { defineRule, json, set, yaml } from '#kit';

/** A reference must lead somewhere. */
export default defineRule({
  id: 'syntax/unresolved-reference',
  aka: [
    'catalogue:ref-unresolved',
    ...['cfn-lint:E1010', 'cfn-lint:E1011', 'cfn-lint:E1019', 'cfn-lint:E1020', 'cfn-lint:E1028', 'cfn-lint:E3005'],
  ],
  awsErrors: ['Template format error: Unresolved resource dependencies', 'Unresolved dependencies'],
  summary: 'Refer to names that the template defines.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'CloudFormation reads the template before it makes anything, and refuses all of it for one name that is defined nowhere in it.',
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html',
  ],
  messages: {
    misspelt: "'{name}' is not defined in this template; did you mean '{closest}'?",
    undefined: "'{name}' is not defined in this template; define it, or name something that is.",
  },

  visit: {
    'syntax.unresolvedReference'(mistake, { report }) {
      const { name, closest } = mistake;
      if (closest === undefined) {
        report({ at: mistake, message: 'undefined', data: { name } });
        return;
      }
      // Only where the name stands alone: in a longer text there is more to it.
      const { source, start, end } = mistake.origin.span;
      const alone = source.text.slice(start, end).replace(/^(["'])(.*)\1$/, '$2') === name;
      const fix = { title: `Write '${closest}'`, safety: 'unsafe', changes: [set(mistake, closest)] } as const;
      report({ at: mistake, message: 'misspelt', data: { name, closest }, fix: alone ? fix : undefined });
    },
  },

  examples: {
    bad: [
      {
        title: 'The task definition goes by another name.',
        code: yaml`
          Resources:
            OrdersTask:
              Type: AWS::ECS::TaskDefinition
              Properties:
                ContainerDefinitions: [{ Name: orders, Image: example/orders:1.4.2, Memory: 256 }]
            OrdersService:
              Type: AWS::ECS::Service
              Properties:
                Cluster: shop
                TaskDefinition: !Ref OrderTask
          #                          ^^^^^^^^^ misspelt
        `,
      },
      {
        title: 'A slip of the finger.',
        code: json`
          { "Resources": {
            "ShopCluster": { "Type": "AWS::ECS::Cluster" },
            "OrdersService": { "Type": "AWS::ECS::Service", "Properties": {
              "Cluster": { "Ref": "ShopClutser" }, "TaskDefinition": "orders" } } } }
          //                      ^^^^^^^^^^^^^ misspelt
        `,
      },
    ],
    good: [
      {
        title: 'It is defined in the same template.',
        code: yaml`
          Resources:
            OrdersTask:
              Type: AWS::ECS::TaskDefinition
              Properties:
                ContainerDefinitions: [{ Name: orders, Image: example/orders:1.4.2, Memory: 256 }]
            OrdersService:
              Type: AWS::ECS::Service
              Properties:
                Cluster: shop
                TaskDefinition: !Ref OrdersTask
        `,
      },
    ],
  },
});
