import { describe, expect, it } from 'vitest';
import { writtenSecrets } from '../../src/reporters/written-secrets.ts';

const shown = (text: string): string =>
  [...writtenSecrets(text)]
    .sort((a, b) => b.start - a.start)
    .reduce((line, { start, end }) => `${line.slice(0, start)}***${line.slice(end)}`, text);

describe('secrets in a line of source', () => {
  it.each([
    [
      '{"Name":"REDIS_PASSWORD","value":"wr0ngCase11"},{"name":"A"',
      '{"Name":"REDIS_PASSWORD","value":"***"},{"name":"A"',
    ],
    ['[{ Name: DB_PASSWORD, Value: hunter22 }]', '[{ Name: DB_PASSWORD, Value: *** }]'],
    [
      String.raw`"[{\"name\": \"PGPASSWORD\", \"value\": \"hunter22\"}]"`,
      String.raw`"[{\"name\": \"PGPASSWORD\", \"value\": \"***\"}]"`,
    ],
    ['DockerLabels: { password: hunter22, team: shop }', 'DockerLabels: { password: ***, team: shop }'],
    ['Comand: ["--db-password=hunter22", "-v"]', 'Comand: ["--db-password=***", "-v"]'],
    ['HostPort: 80 # password: hunter22', 'HostPort: 80 # password: ***'],
  ])('hides them: %s', (line, safe) => {
    expect(shown(line)).toBe(safe);
  });

  it.each([
    '{ Name: DB_PASSWORD, ValueFrom: !Ref Secret }',
    'Password: !Ref DbPassword',
    '"password": "${var.password}"',
    '{ Name: PASSWORD_FILE, Value: /run/secrets/db }',
    '{ Name: API_KEY, Value: "{{resolve:ssm:/x}}" }',
    'containerPort: 80',
    'name: password',
  ])('shows the rest: %s', (line) => {
    expect(shown(line)).toBe(line);
  });
});
