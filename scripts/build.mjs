// Bundles the command line, the library and the rule author's kit; `--out DIR` instead of into dist/. `--types` adds type
// declarations. What is loaded on demand are chunks, each a function of `require` and `module` that our own loader
// (src/cli/load-chunk.ts) runs and keeps compiled; in front of them stand small modules, which share that loader, so that a
// plugin and the command line share one kit.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, transform } from 'esbuild';
import { bindDirectly, builtinsAsNeeded, commanderWithoutNode, oneHotChunk, refuseCircles } from './build-plugins.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const { values: options } = parseArgs({
  options: { types: { type: 'boolean', default: false }, out: { type: 'string', default: join(root, 'dist') } },
});
const dist = resolve(options.out);
const entryPoints = { cli: 'src/cli/start.ts', index: 'src/index.ts', kit: 'src/kit/index.ts' };
const common = { platform: 'node', target: 'node20.19', legalComments: 'none', logLevel: 'warning' };

const { outputFiles, metafile } = await build({
  ...common,
  absWorkingDir: root,
  entryPoints,
  outdir: dist,
  chunkNames: '[name]-[hash]',
  // What is kept compiled goes by its name, so the name goes by the content.
  entryNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  write: false,
  metafile: true,
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
}).catch(() => process.exit(1)); // It has said why.

refuseCircles(metafile.outputs);
rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'chunks'), { recursive: true });
for (const { path, text } of outputFiles) {
  const { code } = await transform(bindDirectly(text), {
    ...common,
    minify: true,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    footer: '})',
    banner: '(function(require,module){',
  });
  writeFileSync(join(dist, 'chunks', basename(path)), code);
}
await build({
  ...common,
  absWorkingDir: root,
  stdin: {
    contents: `
      import { join } from 'node:path';
      import { ChunkLoader } from './src/cli/load-chunk.ts';
      module.exports = new ChunkLoader(join(__dirname, 'chunks')).load;`,
    resolveDir: root,
  },
  bundle: true,
  format: 'cjs',
  outfile: join(dist, 'load.cjs'),
});
// The command is CommonJS: Node then leaves its loader of ES modules alone, which costs a twentieth of a small run.
const entry = (name) => {
  const [path, { exports }] = Object.entries(metafile.outputs).find(
    ([, { entryPoint }]) => entryPoint === entryPoints[name],
  );
  return { loaded: `('./load.cjs')('${basename(path, '.js')}')`, exports };
};
const write = (file, code) => writeFileSync(join(dist, file), code, { mode: file.startsWith('cli') ? 0o755 : 0o644 });
write('cli.cjs', `#!/usr/bin/env node\nrequire${entry('cli').loaded}.start();\n`);
write('cli.mjs', "#!/usr/bin/env node\nimport './cli.cjs';\n");
for (const name of ['index', 'kit']) {
  const { loaded, exports } = entry(name);
  const require = "process.getBuiltinModule('module').createRequire(import.meta.url)";
  write(`${name}.mjs`, `export const { ${exports.join(', ')} } = ${require}${loaded};\n`);
}

if (options.types) {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (existsSync(compiler)) {
    const args = [compiler, '-p', 'tsconfig.build.json', '--outDir', join(dist, 'types')];
    process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
  }
}
