import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ErrorObject } from 'ajv';

const require = createRequire(import.meta.url);

/** Errors of a log against the official schema of SARIF 2.1.0. */
export function schemaErrors(log: unknown): ErrorObject[] {
  return validate(log) ? [] : (validate.errors ?? []);
}

const validate = compile();

function compile(): ReturnType<Ajv['compile']> {
  const path = require
    .resolve('@microsoft/jest-sarif/package.json')
    .replace('package.json', 'lib/schemas/sarif-2.1.0-rtm.5.json');
  const schema = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  // It is of draft 4, which our validator does not know, and uses nothing that later drafts read otherwise.
  delete schema['$schema'];
  delete schema['id'];
  return new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(schema);
}
