// What makes the bundle start fast. Numbers: docs/decisions/0004-kept-code.md.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Importing a module of Node reads every property that it has, among them those that load streams and promises. Asking
 * the process for the same module does not, and then only what is used is read.
 */
export function builtinsAsNeeded() {
  return {
    name: 'builtins-as-needed',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'builtin', sideEffects: false }));
      onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => {
        const names = Object.keys(process.getBuiltinModule(path)).filter((name) => /^[A-Za-z]\w+$/.test(name));
        const exports = names.map((name) => `export const ${name} = /* @__PURE__ */ get('${name}');`);
        return { contents: `const get = (name) => process.getBuiltinModule('${path}')[name];\n${exports.join('\n')}` };
      });
    },
  };
}

/**
 * Commander needs little of Node: the process is a global (importing it would open all standard streams), and files and
 * child processes are for commands in programs of their own, which we have none of.
 */
export function commanderWithoutNode() {
  return {
    name: 'commander-without-node',
    setup({ onLoad }) {
      onLoad({ filter: /node_modules[\\/]commander[\\/]lib[\\/]command\.js$/ }, ({ path }) => {
        const contents = readFileSync(path, 'utf8')
          .replace("const process = require('node:process');", '')
          .replace(/require\('node:(?:child_process|fs)'\)/g, '{}')
          .replace(/require\('node:(\w+)'\)/g, "process.getBuiltinModule('$1')");
        return { contents, loader: 'js' };
      });
    },
  };
}

/**
 * Opening a file costs more than compiling what is in it, and a bundler makes a chunk for every set of lazy modules that
 * share something. So the modules that the commonest run needs are imported for good, and every other lazy module
 * imports them too: then all of them are shared by all, and become one chunk.
 */
export function oneHotChunk(root, hot) {
  const hotFiles = new Set(hot.map((path) => join(root, path)));
  const files = [...sourceFiles(join(root, 'src')), ...sourceFiles(join(root, 'rules'))];
  const lazy = new Set(files.flatMap((file) => lazyImports(file).map((specifier) => join(dirname(file), specifier))));
  lazy.add(join(root, 'src', 'kit', 'index.ts'));
  // The command line loads as little as it can until it knows what is asked of it.
  const cli = join(root, 'src', 'cli');
  for (const file of lazy) if (hotFiles.has(file) || file.startsWith(cli)) lazy.delete(file);

  return {
    name: 'one-hot-chunk',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^hot-chunk$/ }, ({ path }) => ({ path, namespace: 'hot' }));
      onLoad({ filter: /.*/, namespace: 'hot' }, () => ({
        contents: [...hotFiles].map((file) => `import ${JSON.stringify(file)};`).join('\n'),
        resolveDir: root,
      }));
      onLoad({ filter: /[\\/](?:src|rules)[\\/].*\.ts$/ }, ({ path }) => {
        const imports = lazy.has(path) ? ["import 'hot-chunk';"] : [];
        const code = importsFromSource(path, root).replace(/\bimport\('([^']+)'\)/g, (whole, specifier) => {
          if (!hotFiles.has(join(dirname(path), specifier))) return whole;
          imports.push(`import * as hot${imports.length} from '${specifier}';`);
          return `Promise.resolve(hot${imports.length - 1})`;
        });
        return { contents: imports.length > 0 ? `${imports.join('\n')}\n${code}` : code, loader: 'ts' };
      });
    },
  };
}

/**
 * The text of a module whose imports from an `index.ts` come straight from the modules that it only hands on. Bundlers
 * leave out what of it nobody uses, but put into one chunk whatever can be reached: with one rule, all of the kit.
 */
function importsFromSource(path, root) {
  const text = readFileSync(path, 'utf8');
  return text.replace(/^import \{([^}]*)\} from '([^']+)';$/gm, (whole, names, specifier) => {
    const index = specifier === '#kit' ? join(root, 'src', 'kit', 'index.ts') : join(dirname(path), specifier);
    if (basename(index) !== 'index.ts') return whole;
    const origins = exportsOf(index);
    return listed(names)
      .map((name) => {
        const [exported, local = exported] = name.split(' as ');
        const { from = index, as = exported } = origins.get(exported) ?? {};
        return `import { ${as} as ${local} } from ${JSON.stringify(from)};`;
      })
      .join('');
  });
}

const handedOn = new Map();

/** Where the names that an `index.ts` hands on are declared, and as what; names of its own are not among them. */
function exportsOf(index) {
  let origins = handedOn.get(index);
  if (origins) return origins;
  handedOn.set(index, (origins = new Map()));
  for (const [, names, specifier] of readFileSync(index, 'utf8').matchAll(
    /^export (?:\*|\{([^}]*)\}) from '(\.[^']+)';$/gm,
  )) {
    const file = join(dirname(index), specifier);
    const further = basename(file) === 'index.ts' ? exportsOf(file) : new Map();
    if (names === undefined) for (const [name, origin] of further) origins.set(name, origin);
    for (const name of listed(names ?? '')) {
      const [exported, as = exported] = name.split(' as ');
      origins.set(as, further.get(exported) ?? { from: file, as: exported });
    }
  }
  return origins;
}

/** The names between the braces of an import or export, without types. */
function listed(names) {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));
}

function* sourceFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (entry.name.endsWith('.ts')) yield path;
  }
}

function lazyImports(file) {
  return [...readFileSync(file, 'utf8').matchAll(/(?<!typeof )\bimport\('(\.[^']+)'\)/g)].map(
    ([, specifier]) => specifier,
  );
}

/**
 * Turns the imports of a chunk into constants and its exports into one object. Bundlers export accessors instead, which
 * are called at each use in case that a value changes later: a fifth of a long run. Here none does, and there are no
 * circles (`refuseCircles`).
 */
export function bindDirectly(chunk) {
  if (chunk.includes('__esm(')) throw new Error('A module that is required and imported initialises its exports late.');
  return chunk
    .replace(/^import \{([^}]*)\} from "\.\/([\w-]+)\.js";$/gm, (_, names, id) => {
      return `const {${names.replaceAll(' as ', ': ')}} = require("${id}");`;
    })
    .replace(/^import "\.\/([\w-]+)\.js";$/gm, 'require("$1");')
    .replace(/^export \{([^}]*)\};$/m, (_, names) => {
      return `module.exports = {${names.replace(/(\S+) as (\S+?)(?=,|\s)/g, '$2: $1')}};`;
    })
    .replace(/\bimport\("\.\/([\w-]+)\.js"\)/g, 'import("$1")');
}

/** Chunks that import each other would see exports that are not there yet. */
export function refuseCircles(outputs) {
  const done = new Set();
  const visit = (path, way) => {
    if (way.includes(path)) throw new Error(`Chunks import each other: ${[...way, path].join(' > ')}`);
    if (done.has(path)) return;
    for (const { path: next, kind } of outputs[path].imports)
      if (kind === 'import-statement') visit(next, [...way, path]);
    done.add(path);
  };
  for (const path of Object.keys(outputs)) visit(path, []);
}
