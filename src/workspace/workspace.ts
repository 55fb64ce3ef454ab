import { LONGEST_FILE_BYTES, FileReader, readingOf, type Reading } from './file-reader.ts';
import { findFiles } from './find-files.ts';
import { compareText, type Notice } from '../findings/index.ts';
import type { Source } from '../text/source.ts';

/** A text to judge; `named` when the user asked for this very file. */
export interface WorkspaceFile extends Source {
  readonly named?: boolean;
}

export interface Workspace {
  /** Sorted by path and read one by one, so that no more than what is ours stays in memory. To be walked once. */
  readonly files: Iterable<WorkspaceFile>;
  /** What could not be read or was left out; complete when `files` has come to its end. */
  readonly notices: readonly Notice[];
  /** Paths of texts with bytes that are no UTF-8, which were replaced; worth a word only where the file is ours. */
  readonly invalid: ReadonlySet<string>;
  /** Names given by the user that lead to nothing. */
  readonly missing: readonly string[];
}

export interface WorkspaceOptions {
  /** Files and folders, absolute or relative to `cwd`. */
  readonly paths: readonly string[];
  readonly cwd: string;
  /** Could a file with this text be ours? Asked with the bytes as Latin-1. */
  readonly mayBeOurs: (text: string, path: string) => boolean;
  /** Told of every file before it is read. */
  readonly onFile?: (() => void) | undefined;
  /** Texts that are not on disk, or not as they are there. */
  readonly extra?: readonly { readonly path: string; readonly bytes: Buffer }[];
}

/** Opens files and folders for one run; nothing else in the program reads the user's files. */
export function openWorkspace({ paths, cwd, mayBeOurs, onFile, extra = [] }: WorkspaceOptions): Workspace {
  const found = findFiles(paths, cwd);
  const notices: Notice[] = [...found.notices];
  const invalid = new Set<string>();
  const reader = new FileReader(mayBeOurs);

  const readings = [
    ...found.files.map(({ path, location, named }) => ({
      path,
      named,
      read: () => (named ? reader.readNamed(location) : reader.read(location)),
    })),
    ...extra.map(({ path, bytes }) => ({ path, named: true, read: () => readingOf(bytes) })),
  ];
  if (extra.length > 0) readings.sort((a, b) => compareText(a.path, b.path));

  function* files(): Generator<WorkspaceFile> {
    for (const { path, named, read } of readings) {
      onFile?.();
      const reading = read();
      const notice = noticeOf(reading, path, named);
      if (notice) notices.push(notice);
      if (reading.outcome !== 'text') continue;
      if (!reading.valid) invalid.add(path);
      yield { path, text: reading.text, named };
    }
  }
  return { files: files(), notices, invalid, missing: found.missing };
}

/** The notice on a text that was decoded with replacements. */
export function invalidTextNotice(path: string): Notice {
  return { kind: 'incomplete', file: path, message: 'Some bytes are not UTF-8; they were read as U+FFFD.' };
}

function noticeOf(reading: Reading, path: string, named: boolean): Notice | undefined {
  switch (reading.outcome) {
    case 'text':
    case 'foreign':
      return undefined;
    case 'binary':
      return named ? { kind: 'skipped', file: path, message: 'Skipped: a binary file.' } : undefined;
    case 'too-large':
      return {
        kind: 'skipped',
        file: path,
        message: `Skipped: larger than ${Math.floor(LONGEST_FILE_BYTES / 1024 / 1024)} MiB.`,
      };
    case 'unreadable':
      return { kind: 'unreadable', file: path, message: `Cannot read this file: ${reasonOf(reading.code)}.` };
  }
}

/** The system's error codes, in words. */
function reasonOf(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOENT':
      return 'it is gone';
    case 'ELOOP':
      return 'its symbolic links go in circles';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return code;
  }
}
