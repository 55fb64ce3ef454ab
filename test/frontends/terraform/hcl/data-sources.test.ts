import { describe, expect, it } from 'vitest';
import { valueOf, valuesOf } from './evaluate-text.ts';

const document = (body: string, more = ''): unknown =>
  valueOf('data.aws_iam_policy_document.x.json', `data "aws_iam_policy_document" "x" {\n${body}\n}\n${more}`);

describe('policy documents', () => {
  it('have the statements that are written', () => {
    const body = `
      statement {
        sid       = "Read"
        actions   = ["s3:GetObject", "s3:ListBucket"]
        resources = ["\${aws_s3_bucket.b.arn}/&{aws:username}"]
        principals {
          type        = "AWS"
          identifiers = ["123456789012"]
        }
        condition {
          test     = "StringEquals"
          variable = "aws:SourceVpc"
          values   = ["vpc-1", "vpc-2"]
        }
      }
      statement {
        effect  = "Deny"
        actions = ["*"]
        principals {
          type        = "*"
          identifiers = ["*"]
        }
      }`;
    expect(document(body, 'resource "aws_s3_bucket" "b" {}')).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Read',
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:ListBucket'],
          Resource: '{? known after apply -> aws_s3_bucket.b arn}/${aws:username}',
          Principal: { AWS: '123456789012' },
          Condition: { StringEquals: { 'aws:SourceVpc': ['vpc-1', 'vpc-2'] } },
        },
        { Effect: 'Deny', Action: '*', Principal: '*' },
      ],
    });
  });

  it('are made of others, whose statements they may replace by their sid', () => {
    const base = `data "aws_iam_policy_document" "base" {
      statement {
        sid     = "A"
        actions = ["a:*"]
      }
      statement { actions = ["b:*"] }
    }`;
    const body = `
      source_policy_documents = [data.aws_iam_policy_document.base.json, "{\\"Statement\\":{\\"Action\\":\\"c:*\\"}}"]
      statement {
        sid     = "A"
        actions = ["a:Get*"]
      }`;
    expect(document(body, base)).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'A', Effect: 'Allow', Action: 'a:Get*' },
        { Effect: 'Allow', Action: 'b:*' },
        { Action: 'c:*' },
      ],
    });
    const unknown = 'source_policy_documents = [var.more]\nstatement { actions = ["a:*"] }';
    expect(document(unknown, 'variable "more" {}')).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'a:*' }, '…'],
    });
  });

  it('depend on conditions', () => {
    const body = `data "aws_iam_policy_document" "x" {
      dynamic "statement" {
        for_each = var.wide ? ["*"] : []
        content { actions = [statement.value] }
      }
    }
    variable "wide" { default = false }`;
    expect(valuesOf('data.aws_iam_policy_document.x.json', body)).toEqual({
      'not var.wide': { Version: '2012-10-17', Statement: [] },
      'var.wide': { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*' }] },
    });
  });
});

describe('what AWS is asked for', () => {
  const declarations = `
    provider "aws" {
      alias  = "other"
      region = "us-east-1"
    }
    provider "aws" { region = "cn-north-1" }
    data "aws_region" "here" {}
    data "aws_partition" "here" {}
    data "aws_caller_identity" "me" {}`;
  it.each<[string, unknown]>([
    ['data.aws_region.here.name', 'cn-north-1'],
    ['data.aws_partition.here.partition', 'aws-cn'],
    ['data.aws_partition.here.dns_suffix', 'amazonaws.com.cn'],
    ['data.aws_caller_identity.me.account_id', "? data source 'aws_caller_identity.me', which is read when planning"],
  ])('%s', (expression, value) => {
    expect(valueOf(expression, declarations)).toBe(value);
  });
});

// The answers of Terraform 1.11.4 with provider 5.100.0.
describe('what the provider says by itself', () => {
  const declarations = `
    provider "aws" {
      region = "eu-west-1"
      default_tags { tags = { Team = "web" } }
    }
    variable "region" { default = null }
    data "aws_region" "null" { name = var.region }
    data "aws_region" "other" { name = "us-gov-west-1" }
    data "aws_default_tags" "all" {}
    data "aws_service_principal" "tasks" { service_name = "ecs-tasks" }
    data "aws_service_principal" "s3" {
      service_name = "s3"
      region       = data.aws_region.other.name
    }
    data "aws_service_principal" "cn" {
      service_name = "ec2"
      region       = "cn-north-1"
    }`;
  it.each<[string, unknown]>([
    ['data.aws_region.null.name', 'eu-west-1'],
    ['data.aws_region.other.id', 'us-gov-west-1'],
    ['data.aws_default_tags.all.tags', { Team: 'web' }],
    ['data.aws_service_principal.tasks.name', 'ecs-tasks.amazonaws.com'],
    ['data.aws_service_principal.s3.name', 's3.amazonaws.com'],
    ['data.aws_service_principal.cn.name', "? what service 'ec2' is called in 'aws-cn'"],
  ])('%s', (expression, value) => {
    expect(valueOf(expression, declarations)).toEqual(value);
  });

  it('is nothing where it leads back to itself', () => {
    const loop = 'provider "aws" { region = data.aws_region.x.name }\ndata "aws_region" "x" {}';
    expect(valueOf('data.aws_region.x.name', loop)).toBe('? the region, which the provider is told when planning');
  });

  it('is no tag where there is none', () => {
    expect(valueOf('data.aws_default_tags.all.tags', 'data "aws_default_tags" "all" {}')).toEqual({});
  });
});

describe('lifecycle policy documents', () => {
  // As provider 5.100 writes it.
  it('have the rules that are written, which expire unless they say otherwise', () => {
    const body = `data "aws_ecr_lifecycle_policy_document" "x" {
      rule {
        priority    = 1
        description = "Keep \${var.keep}"
        selection {
          tag_status      = "tagged"
          tag_prefix_list = ["prod", "v"]
          count_type      = "imageCountMoreThan"
          count_number    = var.keep
        }
        action { type = "expire" }
      }
      dynamic "rule" {
        for_each = [2]
        content {
          priority = rule.value
          selection {
            tag_status   = "untagged"
            count_type   = "sinceImagePushed"
            count_unit   = "days"
            count_number = 14
          }
        }
      }
    }
    variable "keep" {}`;
    expect(valueOf('data.aws_ecr_lifecycle_policy_document.x.json', body)).toEqual({
      rules: [
        {
          rulePriority: 1,
          description: "Keep {? variable 'keep', which has no default}",
          selection: {
            tagStatus: 'tagged',
            tagPrefixList: ['prod', 'v'],
            countType: 'imageCountMoreThan',
            countNumber: "? variable 'keep', which has no default",
          },
          action: { type: 'expire' },
        },
        {
          rulePriority: 2,
          selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 },
          action: { type: 'expire' },
        },
      ],
    });
  });
});
