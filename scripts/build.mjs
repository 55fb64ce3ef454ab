// Bundles the command line, the library and the rule author's kit into dist/; `--types` adds type declarations.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { builtinsAsNeeded, commanderWithoutNode, oneHotChunk } from './build-plugins.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts', kit: 'src/kit/index.ts' },
  outdir: dist,
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // jsonc-parser's main is UMD, which does not survive bundling.
  mainFields: ['module', 'main'],
  // For Node `yaml` offers only CommonJS, which a dynamic import would see as one default export.
  alias: { yaml: join(dirname(require.resolve('yaml/package.json')), 'browser', 'index.js') },
  plugins: [
    commanderWithoutNode(),
    builtinsAsNeeded(),
    oneHotChunk(root, [
      // What a run over one task definition needs.
      'src/index.ts',
      'src/reporters/text.ts',
      'src/frontends/api/index.ts',
      'src/model/generated/ecs.ts',
      'rules/ecs/index.ts',
    ]),
  ],
  legalComments: 'none',
  logLevel: 'warning',
});
chmodSync(join(dist, 'cli.mjs'), 0o755);

if (process.argv.includes('--types')) {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (existsSync(compiler)) {
    const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
      cwd: root,
      stdio: 'inherit',
    });
    process.exitCode = status ?? 1;
  }
}
