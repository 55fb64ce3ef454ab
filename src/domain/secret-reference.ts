import { isParseFailure, parseFailure, type ParseFailure } from './parse-failure.ts';
import { parseArn } from './arn.ts';
import { parseSecretArn, type SecretArn } from './secret-arn.ts';
import { parseSsmParameterArn, parseSsmParameterName, type SsmParameter } from './ssm-parameter.ts';

/** Where a container's secret is kept. */
export type SecretReference = SecretArn | SsmParameter;

/**
 * Reads the `valueFrom` of a container's `secrets` or `secretOptions`: a Secrets Manager ARN with or without selectors,
 * a Parameter Store ARN, or the bare name of a parameter. A secret's bare name is no reference here; it reads as that of
 * a parameter. Source: ECS API reference, Secret.
 */
export function parseSecretReference(text: string): SecretReference | ParseFailure {
  if (!text.startsWith('arn:')) return parseSsmParameterName(text);
  const arn = parseArn(text);
  if (isParseFailure(arn)) return arn;
  if (arn.service === 'secretsmanager') return parseSecretArn(text);
  if (arn.service === 'ssm') return parseSsmParameterArn(text);
  const { start, end } = arn.at.service;
  return parseFailure(text, start, end, "the service 'secretsmanager' or 'ssm'");
}
