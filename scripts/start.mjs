// `npm start` lints the example project; `npm start -- PATH …` lints anything else.
import { spawnSync } from 'node:child_process';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
// npm runs scripts in the package's folder; the user stands elsewhere, perhaps.
const cwd = process.env.INIT_CWD ?? process.cwd();
const given = process.argv.slice(2);
const args = given.length > 0 ? given : [relative(cwd, resolve(root, 'fixtures', 'shop')) || '.'];
const cli = relative(cwd, resolve(root, 'dist', 'cli.cjs'));

console.log(`$ node ${[cli, ...args].join(' ')}\n`);
const { status } = spawnSync(process.execPath, [resolve(root, 'dist', 'cli.cjs'), ...args], { cwd, stdio: 'inherit' });

if (status === 1) {
  // npm would report the exit code as a failure of its own.
  console.log('\nThe exit code is 1 because of errors; a CI job would stop here. `--fail-on never` only reports.');
} else {
  process.exitCode = status ?? 2;
}
