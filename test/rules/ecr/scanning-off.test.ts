import rule from '../../../rules/ecr/scanning-off.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { plan } from '../../kit/plan.ts';
import { testRule } from '../../kit/rule-tester.ts';

const repository = {
  path: 'registry/orders.json',
  text: '{ "repositoryName": "team/orders", "imageTagMutability": "IMMUTABLE" }\n',
};

const scanning = (rules: string): { path: string; text: string } => ({
  path: 'registry/scanning.json',
  text: `{ "scanType": "BASIC", "rules": ${rules} }\n`,
});

testRule(rule, {
  valid: [
    {
      title: 'a parameter without default, on the repository and in a filter',
      code: [
        yaml`
          Parameters: { Scan: { Type: String, AllowedValues: ['true', 'false'] }, Filter: { Type: String } }
          Resources:
            Orders:
              Type: AWS::ECR::Repository
              Properties:
                RepositoryName: orders
                ImageScanningConfiguration: { ScanOnPush: !Ref Scan }
        `,
        {
          path: 'other.yaml',
          text: `Parameters: { Filter: { Type: String } }
Resources:
  Scanning:
    Type: AWS::ECR::RegistryScanningConfiguration
    Properties:
      ScanType: BASIC
      Rules: [{ ScanFrequency: SCAN_ON_PUSH, RepositoryFilters: [{ Filter: !Ref Filter, FilterType: WILDCARD }] }]
  Payments: { Type: AWS::ECR::Repository, Properties: { RepositoryName: payments } }
`,
        },
      ],
    },
    {
      title: 'a filter without a star that is part of the name',
      code: [
        repository,
        scanning(
          '[{ "scanFrequency": "SCAN_ON_PUSH", "repositoryFilters": [{ "filter": "orders", "filterType": "WILDCARD" }] }]',
        ),
      ],
    },
    {
      title: 'a name that is generated may match the filter',
      code: json`
        { "Resources": {
          "Scanning": { "Type": "AWS::ECR::RegistryScanningConfiguration", "Properties": { "ScanType": "BASIC", "Rules": [
            { "ScanFrequency": "SCAN_ON_PUSH", "RepositoryFilters": [{ "Filter": "shop-*", "FilterType": "WILDCARD" }] }] } },
          "Orders": { "Type": "AWS::ECR::Repository" } } }
      `,
    },
    {
      title: 'a plan with scanning',
      code: plan('aws_ecr_repository', 'orders', {
        name: 'orders',
        image_scanning_configuration: [{ scan_on_push: true }],
      }),
    },
  ],
  invalid: [
    {
      title: 'manual scanning is none',
      code: [
        {
          path: repository.path,
          text: '{ "repositoryName": "team/orders", "imageTagMutability": "IMMUTABLE" }\n//^^^^^^^^^^^^^^^^ uncovered\n',
        },
        scanning('[{ "scanFrequency": "MANUAL", "repositoryFilters": [{ "filter": "*", "filterType": "WILDCARD" }] }]'),
      ],
      messages: [
        "Repository 'team/orders' does not have its images scanned for known vulnerabilities, and no filter of the registry's scanning configuration matches it; add one, or set scanOnPush in imageScanningConfiguration to true.",
      ],
    },
    {
      title: 'the struct without the field',
      code: json`
        { "repositoryName": "orders", "imageScanningConfiguration": {} }
        //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing
      `,
    },
    {
      title: 'one branch of a condition',
      code: yaml`
        Parameters: { Stage: { Type: String, AllowedValues: [prod, dev] } }
        Conditions: { IsProd: !Equals [!Ref Stage, prod] }
        Resources:
          Orders:
            Type: AWS::ECR::Repository
            Properties:
              ImageScanningConfiguration:
                ScanOnPush: !If [IsProd, true, false]
        #                                      ^^^^^ off
      `,
      messages: [
        "ScanOnPush of repository 'Orders' is false, so nobody learns of known vulnerabilities in its images; set it to true, or cover the repository by the registry's scanning configuration (when 'IsProd' is false).",
      ],
    },
    {
      title: 'Terraform, with its fix',
      code: {
        path: 'main.tf.json',
        text: `{ "resource": { "aws_ecr_repository": { "orders": {
  "name": "orders", "image_scanning_configuration": { "scan_on_push": false } } } } }
//                                                                    ^^^^^ off
`,
      },
      messages: [
        "scan_on_push of repository 'orders' is false, so nobody learns of known vulnerabilities in its images; set it to true, or cover the repository by the registry's scanning configuration.",
      ],
      fixed: `{ "resource": { "aws_ecr_repository": { "orders": {
  "name": "orders", "image_scanning_configuration": { "scan_on_push": true } } } } }
`,
    },
  ],
});
