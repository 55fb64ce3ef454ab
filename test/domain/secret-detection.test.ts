import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectSecret, findSecret } from '../../src/domain/secret-detection.ts';
import { UNKNOWN_TEXT } from '../../src/domain/unknown-text.ts';

// Put together here, so that no scanner takes this file for a leak.
const LETTERS = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
function token(prefix: string, length: number): string {
  return prefix + LETTERS.repeat(8).slice(0, length);
}
const AWS_KEY = ['AKIA', 'Q3EGZLW7K2PX5N4T'].join('');
const JWT = `${token('eyJ', 20)}.${token('eyJ', 60)}.${token('', 43)}`;

describe('a known form of token', () => {
  it.each([
    [AWS_KEY, 'an AWS access key id'],
    [['ASIA', 'Q3EGZLW7K2PX5N4T'].join(''), 'a temporary AWS access key id'],
    [token('ghp_', 36), 'a GitHub token'],
    [token('github_pat_', 82), 'a GitHub token'],
    [token('glpat-', 20), 'a GitLab token'],
    [token('gldt-', 20), 'a GitLab token'],
    [token('glrtr-', 20), 'a GitLab token'],
    [token('xoxb-', 48), 'a Slack token'],
    [`https://hooks.slack.com/services/T0A1B2C3D/B0A1B2C3D/${token('', 24)}`, 'a Slack webhook address'],
    [token('sk_live_', 24), 'a Stripe key'],
    [token('AIza', 35), 'a Google API key'],
    [token('npm_', 36), 'an npm token'],
    [`${token('SG.', 22)}.${token('', 43)}`, 'a SendGrid key'],
    [`${token('glsa_', 32)}_6c3478fb`, 'a Grafana token'],
    [`dapi${'0123456789abcdef'.repeat(2)}`, 'a Databricks token'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE', 'a private key'],
    ['-----BEGIN PRIVATE KEY-----', 'a private key'],
    [JWT, 'a JSON web token'],
  ])('%.12s… is one under any name', (value, what) => {
    expect(detectSecret('SETTING', value)).toMatchObject({ verdict: 'secret', evidence: 'token-format', what });
  });

  it('is found inside a longer value, and underlined there', () => {
    const value = `--key=${AWS_KEY} --region eu-west-1`;
    expect(detectSecret('ARGS', value).at).toEqual({ start: 6, end: 26 });
  });

  it.each([
    ['ANYTHING', 'AKIAIOSFODNN7EXAMPLE'],
    ['ANYTHING', 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
    ['ANYTHING', `task_sk_live_${'a1b2c3d4'.repeat(3)}`],
    ['ANYTHING', `AKIA${UNKNOWN_TEXT}`],
    ['TWILIO_API_KEY_SID', `SK${'0123456789abcdef'.repeat(2)}`],
    ['PUBLIC_ANON_KEY', JWT],
    ['NEXT_PUBLIC_MAPS_API_KEY', token('AIza', 35)],
  ])('is not seen in %s=%.24s…', (name, value) => {
    expect(detectSecret(name, value).verdict).toBe('no');
  });
});

describe('a password in an address or connection string', () => {
  it.each([
    ['postgres://app:hunter2@db.example:5432/app', 'hunter2'],
    ['redis://:hunter2@cache:6379', 'hunter2'],
    ['mongodb+srv://app:hunter2@cluster.example/?retryWrites=true', 'hunter2'],
    ['app:hunter2@tcp(db:3306)/app', 'hunter2'],
    ['Server=db;User Id=app;Password=hunter2;Encrypt=true', 'hunter2'],
    ['host=db user=app password=hunter2', 'hunter2'],
    ['jdbc:mysql://db/app?user=app&password=hunter2', 'hunter2'],
    ['-Dspring.datasource.password=hunter2', 'hunter2'],
  ])('%s', (value, password) => {
    const { verdict, evidence, at } = detectSecret('DATABASE_URL', value);
    expect({ verdict, evidence }).toEqual({ verdict: 'secret', evidence: 'connection-string' });
    expect(value.slice(at.start, at.end)).toBe(password);
  });

  it.each([
    'postgres://db.example:5432/app',
    'postgres://app@db.example/app',
    'postgres://app:${DB_PASSWORD}@db.example/app',
    'postgres://app:<password>@db.example/app',
    `postgres://app:${UNKNOWN_TEXT}@db.example/app`,
    'https://example.com/path:with@sign',
    'Server=db;Password={{ password }};',
  ])('not in %s', (value) => {
    expect(detectSecret('DATABASE_URL', value).verdict).toBe('no');
  });
});

describe('name and value', () => {
  it.each([
    ['DB_PASSWORD', 'changeme', 'a password'],
    ['DB_PASSWORD', 'CHANGE_ME', 'a password'],
    ['MYSQL_ROOT_PASSWORD', '1234', 'a password'],
    ['PGPASSWORD', 'password', 'a password'],
    ['dbPassword', 'oh no D:', 'a password'],
    ['DB_PASS', 'hunter2', 'a password'],
    ['JWT_SECRET', 'keyboard cat', 'a secret'],
    ['CLIENT_SECRET', 'frontend', 'a secret'],
    ['SECRET_KEY_BASE', '5f352379324c22463451387a0aec5d2f', 'a secret key'],
    ['API_KEY', '7f9c24e8-3b12-4fef-91d0-a2d3f0f6a1b7', 'an API key'],
    ['API_TOKEN', token('', 32), 'a token'],
    ['ENCRYPTION_KEY', 'vYbedSqFjzpJgzGquSU8Mw==', 'a secret key'],
    ['AWS_SECRET_ACCESS_KEY', token('', 40), 'a secret key'],
    ['AWS_ACCESS_KEY_ID', ['AIPA', '8YOHGIS58IBFDU3E'].join(''), 'an AWS access key id'],
    ['SECRET_STRIPE_2', token('', 24), 'a secret'],
  ])('%s=%s is %3$s', (name, value, what) => {
    expect(detectSecret(name, value)).toMatchObject({ verdict: 'secret', evidence: 'name-and-value', what });
  });

  it.each([
    ['GITHUB_TOKEN', 'my-token'],
    ['APP_CREDENTIALS', 'hunter2hunter'],
    ['SECRET_BLAH', 'secretsquirrels'],
  ])('%s=%s is likely one', (name, value) => {
    expect(detectSecret(name, value).verdict).toBe('likely');
  });

  it.each([
    'SECRET_NAME',
    'SECRET_ARN',
    'AWS_SECRET_NAME',
    'PASSWORD_FILE',
    'DB_PASSWORD_PARAMETER',
    'TOKEN_URL',
    'KEY_ID',
    'TOKEN_PATH',
    'TOKEN_TTL',
    'TOKEN_EXPIRY',
    'PUBLIC_KEY',
    'PASSWORD_AUTH_ENABLED',
    'PASSWORD_POLICY',
    'MAX_TOKENS',
    'TOKENIZER',
    'PWD',
    'S3_KEY',
    'PARTITION_KEY',
    'STRIPE_PUBLISHABLE_KEY',
    'MONKEY',
    'BYPASS',
    'COMPASS',
    '',
    '42',
  ])('%s promises no secret', (name) => {
    expect(detectSecret(name, token('', 20))).toMatchObject({ verdict: 'no', evidence: 'harmless-name' });
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['<password>', 'placeholder'],
    ['${DB_PASSWORD}', 'placeholder'],
    ['$(DB_PASSWORD)', 'placeholder'],
    ['REPLACE_ME', 'placeholder'],
    ['your-password-here', 'placeholder'],
    ['prefix-${SUFFIX}', 'placeholder'],
    [UNKNOWN_TEXT, 'unknown'],
    ['{{resolve:secretsmanager:db:SecretString:password}}', 'reference'],
    ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf', 'reference'],
    ['/app/prod/db/password', 'reference'],
    ['/run/secrets/db_password', 'reference'],
    ['./secrets/password.txt', 'reference'],
    ['vault:secret/data/db#password', 'reference'],
    ['op://vault/item/password', 'reference'],
    ['https://vault.example.com/v1/secret', 'reference'],
    ['prod/orders/db', 'reference'],
    ['ORDERS_DB_PASSWORD', 'reference'],
    ['DB_PASSWORD', 'reference'],
    ['true', 'plain-value'],
    ['yes', 'plain-value'],
    ['None', 'plain-value'],
  ])('DB_PASSWORD=%s is none: %s', (value, evidence) => {
    expect(detectSecret('DB_PASSWORD', value)).toMatchObject({ verdict: 'no', evidence, what: '' });
  });

  it.each([
    ['AUTH_TOKEN', 'header'],
    ['AUTH_TOKEN', '3600'],
    ['DB_SECRET', 'rds-db-credentials'],
    ['API_KEY', 'x-api-key'],
    ['GOOGLE_API_KEY', 'GOOGLE_API_KEY_VAL'],
    ['AWS_ACCESS_KEY_ID', 'test'],
    ['AWS_SECRET_ACCESS_KEY', 'dummy'],
    ['TOKEN_FACTORY', 'com.example.DefaultTokenFactory'],
    ['CORS_ALLOW_CREDENTIALS', 'true'],
    ['GOOGLE_APPLICATION_CREDENTIALS', '/tmp/credentials.json'],
  ])('%s=%s is a setting', (name, value) => {
    expect(detectSecret(name, value).verdict).toBe('no');
  });

  it('never tells the value', () => {
    expect(JSON.stringify(detectSecret('DB_PASSWORD', 'hunter2'))).not.toContain('hunter2');
  });
});

describe('a document in a variable', () => {
  it.each([
    ['{"user":"orders","password":"correct-horse"}', 'correct-horse'],
    ['{ "db" : { "DbPassword" : "hunter2" } }', 'hunter2'],
    ['[{"name":"a","apiKey":"f3b1c9d2e4a5968778695a4b3c2d1e0f"}]', 'f3b1c9d2e4a5968778695a4b3c2d1e0f'],
    ['{"password":"a \\"quoted\\" word"}', 'a \\"quoted\\" word'],
  ])('%s', (text, secret) => {
    const found = detectSecret('CONFIG', text);
    expect(found.verdict).toBe('secret');
    expect(text.slice(found.at.start, found.at.end)).toBe(secret);
    expect(findSecret(text)?.at).toEqual(found.at);
  });

  it.each([
    '{"password":"${DB_PASSWORD}"}',
    '{"password":""}',
    '{"passwordMinLength":"8"}',
    '{"password":12}',
    '{"password',
  ])('not %s', (text) => {
    expect(detectSecret('CONFIG', text).verdict).toBe('no');
  });
});

describe('findSecret', () => {
  it.each([
    ['mysqladmin ping --password=hunter2', 'hunter2'],
    ['--db-password hunter2', 'hunter2'],
    ['export DB_PASSWORD=hunter2; start', 'hunter2'],
    ['sh -c \'API_TOKEN="q1w2e3r4t5y6u7i8o9" run\'', 'q1w2e3r4t5y6u7i8o9'],
    [`curl -H "Authorization: Bearer ${token('', 30)}" https://api.example`, `Authorization: Bearer ${token('', 30)}`],
  ])('finds it in %s', (text, secret) => {
    const found = findSecret(text);
    expect(text.slice(found?.at.start, found?.at.end)).toBe(secret);
  });

  it.each([
    'mysqladmin ping -h localhost',
    'cat password',
    'node server.js --password-file=/run/secrets/db',
    'run --token $TOKEN',
    'master_user_password = var.password',
    'curl -f http://localhost:8080/health || exit 1',
    'echo password = hello',
    '',
  ])('finds none in %o', (text) => {
    expect(findSecret(text)).toBeUndefined();
  });

  it('answers any text, pointing inside it', () => {
    const words = fc.constantFrom(
      'password',
      '=',
      ':',
      '//',
      '@',
      'ghp_',
      'eyJ',
      '.',
      ' ',
      '--',
      'aB3dE5gH7',
      '$',
      '{',
      '"',
    );
    fc.assert(
      fc.property(
        fc.array(words).map((some) => some.join('')),
        (text) => {
          const found = findSecret(text);
          return !found || (0 <= found.at.start && found.at.start <= found.at.end && found.at.end <= text.length);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is done quickly with hostile texts', () => {
    for (const piece of [
      'eyJ',
      'eyJa.',
      'a://',
      'a:b@',
      'password=',
      '-----BEGIN ',
      'AKIA',
      'xoxb-',
      '--a ',
      '0123abcd',
    ]) {
      findSecret(piece.repeat(40_000));
      detectSecret('DB_PASSWORD', piece.repeat(40_000));
    }
  });
});
