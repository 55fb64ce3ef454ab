import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

interface Loaded {
  exports: object;
}

type Chunk = (require: (id: string) => object, module: Loaded) => void;

/**
 * Loads chunks of the bundle, and keeps what V8 has compiled of them beside them, for the next run: most of a small run
 * is finding, reading and compiling code. (Node 22 keeps compiled code too, `module.enableCompileCache`, but in a folder
 * of everybody's temporary files, and Node 20 not at all.) Source and compiled code lie in one folder and so are trusted
 * alike; where that cannot be written, nothing is kept. V8 refuses what another version of it has made, and the names of
 * chunks hold a hash of their content. Numbers: docs/decisions/0004-kept-code.md.
 */
export class ChunkLoader {
  readonly #folder: string;
  readonly #loaded = new Map<string, Loaded>();
  readonly #fresh: (readonly [script: Script, file: string])[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    // At the end V8 also knows the functions that were called, which it compiles one by one.
    process.once('exit', () => {
      for (const [script, file] of this.#fresh) keep(file, script.createCachedData());
    });
  }

  /** What a chunk exports, by its name without an ending; one and the same object each time. */
  readonly load = (id: string): object => {
    const known = this.#loaded.get(id);
    if (known) return known.exports;
    const module: Loaded = { exports: {} };
    this.#loaded.set(id, module);
    this.#compile(join(this.#folder, id))(this.load, module);
    return module.exports;
  };

  /** A chunk's text is one function of `require` and `module`, in ASCII. */
  #compile(path: string): Chunk {
    const filename = `${path}.js`;
    const kept = `${path}.${process.version}-${process.arch}`;
    const cachedData = contentOf(kept);
    const script = new Script(readFileSync(filename, 'latin1'), { filename, ...(cachedData && { cachedData }) });
    if (!cachedData || script.cachedDataRejected) this.#fresh.push([script, kept]);
    return script.runInThisContext() as Chunk;
  }
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Whole or not at all, however many runs there are at once. */
function keep(file: string, data: Buffer): void {
  try {
    const draft = `${file}.${String(process.pid)}`;
    writeFileSync(draft, data);
    renameSync(draft, file);
  } catch {
    // A folder that we may not write to: the next run compiles again.
  }
}
