// Bundles the command line, the library and the rule author's kit into dist/; `--types` adds type declarations.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

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
  plugins: [commanderAsModule()],
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

/**
 * Commander is CommonJS and requires modules of Node, which a bundle of ES modules cannot; it also requires
 * child_process, which takes time to start and which only commands in files of their own would need.
 */
function commanderAsModule() {
  return {
    name: 'commander-as-module',
    setup({ onLoad }) {
      onLoad({ filter: /node_modules[\\/]commander[\\/]lib[\\/]command\.js$/ }, ({ path }) => {
        const code = readFileSync(path, 'utf8');
        const needed = ['events', 'path', 'fs', 'process'];
        const imports = needed.map((name) => `import * as node_${name} from 'node:${name}';`).join('\n');
        const contents = code
          .replace("require('node:child_process')", '{}')
          .replace(/require\('node:(\w+)'\)/g, (_all, name) =>
            name === 'process' ? 'node_process.default' : `node_${name}`,
          );
        return { contents: `${imports}\n${contents}`, loader: 'js' };
      });
    },
  };
}
