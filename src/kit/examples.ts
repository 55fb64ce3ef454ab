/** One file of an example. Marker lines (`^^^ messageId` under the range) are stripped before it is read. */
export interface ExampleFile {
  readonly syntax: 'json' | 'yaml' | 'terraform-json';
  readonly text: string;
}

/** An example is a test, a picture in the docs, and cannot go stale. */
export interface Example {
  readonly title: string;
  readonly code: ExampleFile;
}

/** API JSON, a CloudFormation template in JSON, or a manifest in JSON. Marker lines begin with `//`. */
export function json(strings: TemplateStringsArray, ...values: readonly (string | number)[]): ExampleFile {
  return exampleFile('json', strings, values);
}

/** CloudFormation, Kubernetes or eksctl YAML. Marker lines begin with `#`. */
export function yaml(strings: TemplateStringsArray, ...values: readonly (string | number)[]): ExampleFile {
  return exampleFile('yaml', strings, values);
}

/** Its text is worked out when it is asked for: a run that lints reads no examples. */
function exampleFile(syntax: 'json' | 'yaml', ...written: Parameters<typeof textOf>): ExampleFile {
  return {
    syntax,
    get text() {
      return textOf(...written);
    },
  };
}

/** Backslashes stay as they are in the example, save before `${` and backticks, where TypeScript wants them. */
function textOf(strings: TemplateStringsArray, values: readonly (string | number)[]): string {
  return dedent(String.raw(strings, ...values).replace(/\\(?=\$\{|`)/g, ''));
}

/** Takes the indentation of the first line with text off every line, and the blank first and last lines. */
function dedent(text: string): string {
  const lines = text
    .replace(/^[ \t]*\n/, '')
    .replace(/\n[ \t]*$/, '')
    .split('\n');
  const indent = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')?.[0].length ?? 0;
  return `${lines.map((line) => line.slice(Math.min(indent, /^ */.exec(line)?.[0].length ?? 0))).join('\n')}\n`;
}

/** What a marker line expects: this range (offsets of the text without markers) and this message. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  /** From 1, in the text without markers. */
  readonly line: number;
  readonly message: string;
}

/** A comment with carets under the range of the line above, then the message's id: `//    ^^ differs`. */
const MARKER = /^(?<lead>\s*(?:\/\/|#)?\s*)(?<carets>\^+)\s+(?<message>[A-Za-z]\w*)\s*$/;

/** The text without its marker lines, and what they expect. Several marker lines may follow one line. */
export function readExample(file: ExampleFile): { readonly text: string; readonly marks: readonly Mark[] } {
  const kept: string[] = [];
  const marks: Mark[] = [];
  let lineStart = 0;
  let lineLength = 0;
  for (const line of file.text.split('\n')) {
    const parts = MARKER.exec(line)?.groups;
    if (parts && kept.length > 0) {
      const start = lineStart + (parts['lead'] ?? '').length;
      const end = start + (parts['carets'] ?? '').length;
      marks.push({ start, end, line: kept.length, message: parts['message'] ?? '' });
      continue;
    }
    if (kept.length > 0) lineStart += lineLength + 1;
    lineLength = line.length;
    kept.push(line);
  }
  return { text: kept.join('\n'), marks };
}
