import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getExpressionAst, parse } from '@cdktf/hcl2json';
import { describe, expect, it } from 'vitest';
import type { Node } from '../../../src/syntax/document.ts';
import { attributesOf, blocksOf } from '../../../src/syntax/hcl/nodes.ts';
import { corpus } from '../samples.ts';
import { asExpressionTree, type Tree } from './as-expression-tree.ts';
import { asHcl2json } from './as-hcl2json.ts';
import { allFixtures, fixtures, hcl, messages } from './samples.ts';

/** hcl2json is hashicorp/hcl compiled to WebAssembly, with Terraform's view of it. */
type Ast = NonNullable<Awaited<ReturnType<typeof getExpressionAst>>>;

/** What hcl2json says of a node, as `asExpressionTree` says it. */
function treeOf(ast: Ast): Tree {
  const children = ast.children.map(treeOf);
  const meta = ast.meta as Readonly<Record<string, unknown>> | undefined;
  const say = (name: string): string => String(meta?.[name]);
  switch (ast.type as string) {
    case 'literalValue':
      return ['literalValue', say('type') === 'string' ? 'string' : say('value'), ...children];
    case 'scopeTraversal':
    case 'relativeTraversal': {
      const steps = meta?.['traversal'] as readonly { segment: string | null }[];
      return [ast.type, steps.map(({ segment }) => segment ?? 'null').join(' '), ...children];
    }
    case 'function':
      return ['function', `${say('name')} ${say('expandedFinalArgument')}`, ...children];
    case 'unaryOp':
    case 'binaryOp':
      return [ast.type, say('operator'), ...children];
    case 'for':
      return ['for', `${say('keyVar')} ${say('valVar')} ${say('groupedValue')}`, ...children];
    default:
      return [ast.type, '', ...children];
  }
}

function* valuesIn(body: Node | undefined): Generator<Node> {
  if (!body) return;
  for (const { value } of attributesOf(body)) yield value;
  for (const block of blocksOf(body)) yield* valuesIn(block.body);
}

const files = [...allFixtures, ...corpus(/\.tf$/)];

/** Texts in which a character decides whether hashicorp/hcl takes them, on a line each; `∎` for the end of the text. */
const SNIPPETS = readFileSync(join(import.meta.dirname, 'snippets.txt'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => (line.endsWith('∎') ? line.slice(0, -1) : `${line}¶`))
  .map((line) => line.replaceAll('¶', '\n').replaceAll('␍', '\r').replaceAll('␌', '\f'))
  .map((line) => line.replaceAll('⍽', '\u00a0').replaceAll('⌖', '\ufeff'));

describe('parseHcl against hashicorp/hcl', () => {
  it('finds no fault in sound texts', () => {
    for (const { path, text } of files) expect([path, messages(hcl(text))]).toEqual([path, []]);
  });

  it('finds the same blocks, labels, arguments and literal values', async () => {
    for (const { path, text } of files) {
      expect([path, asHcl2json(hcl(text))]).toEqual([path, await parse(path, text)]);
    }
  }, 120_000);

  it('finds them with CRLF and behind a byte order mark', async () => {
    for (const { path, text } of fixtures) {
      const crlf = `\ufeff${text.replaceAll('\n', '\r\n')}`;
      expect([path, messages(hcl(crlf)), asHcl2json(hcl(crlf))]).toEqual([path, [], await parse(path, crlf)]);
    }
  }, 120_000);

  it('refuses what it refuses, and nothing else', async () => {
    for (const text of SNIPPETS) {
      const isTaken = await parse('x.tf', text).then(
        () => true,
        () => false,
      );
      expect([text, messages(hcl(text)).length === 0]).toEqual([text, isTaken]);
    }
  });

  it('builds the same trees of expressions', async () => {
    for (const { path, text } of files) {
      for (const node of valuesIn(hcl(text).root)) {
        // Between parentheses, so that lines may break; a heredoc must end with one.
        const ast = await getExpressionAst(path, `(${node.raw}\n)`);
        expect([path, node.raw, ['', '', asExpressionTree(node)]]).toEqual([path, node.raw, ast && treeOf(ast)]);
      }
    }
  }, 240_000);
});
