import { defineRule, json } from '#kit';

/** A file that nothing can be read from is a file that nobody has checked. */
export default defineRule({
  id: 'syntax/unreadable',
  aka: ['cfn-lint:E0000', 'monokle:YML001'],
  awsErrors: ['Template format error: YAML not well-formed', 'Template format error: JSON not well-formed'],
  summary: 'Write YAML and JSON that can be read.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  why: 'What cannot be read cannot be deployed, and what stands behind the mistake is only guessed at: other rules say less about such a file than they would.',
  references: ['https://yaml.org/spec/1.2.2/', 'https://www.rfc-editor.org/rfc/rfc8259'],
  messages: { unreadable: "Cannot read '{file}' here: {reason}." },

  visit: {
    'syntax.unreadable'(mistake, { report }) {
      const { path } = mistake.origin.span.source;
      const file = path.slice(path.lastIndexOf('/') + 1);
      report({ at: mistake, message: 'unreadable', data: { file, reason: clauseOf(mistake.reason) } });
    },
  },

  examples: {
    bad: [
      {
        title: 'A comma is missing.',
        code: json`
          { "family": "web", "containerDefinitions": [
            { "name": "web" "image": "example/web:1.4.2" }] }
          //                ^ unreadable
        `,
      },
    ],
    good: [
      {
        title: 'The same with its comma.',
        code: json`
          { "family": "web", "containerDefinitions": [
            { "name": "web", "image": "example/web:1.4.2" }] }
        `,
      },
    ],
  },
});

/** 'Expected a value.' within a sentence; names like 'YAML' keep their capitals. */
function clauseOf(sentence: string): string {
  return sentence.replace(/\.$/, '').replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
}
