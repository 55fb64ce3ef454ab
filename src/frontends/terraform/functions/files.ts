import { posix } from 'node:path';
import type { Term } from '../../../values/index.ts';
import { hashOf } from './encodings.ts';
import type { FileText, FunctionCall, TerraformFunction } from './function.ts';
import { setOf } from './lists.ts';
import { isDocument, flagTerm, refused, textTerm, unknownTerm } from './make-terms.ts';
import { matchingFiles } from './matching-files.ts';
import { inSetOrder } from './order.ts';
import { anything, Stop, takes, text, wording, type Parameter } from './parameters.ts';
import { rewritten } from './strings.ts';
import { knownText } from './texts.ts';

/** A file that is at hand. One that is not may be made before Terraform runs. */
const fileText: Parameter<FileText> = {
  read: (term, call) => {
    const path = text.read(term, call);
    if (path instanceof Stop) return path;
    const found = call.readFile?.(path);
    return found ?? new Stop(unknownTerm(`file '${path}', which is not among these files`, call.place));
  },
};

/** The text of a file, at its place there. */
const file = takes([fileText], ([{ text: content, place }]) => textTerm(content, place));

const fileexists = takes([text], ([path], call) =>
  call.readFile?.(path) ? flagTerm(true, call.place) : unknownTerm(`whether there is a file '${path}'`, call.place),
);

const filebase64 = takes([fileText], ([{ text: content }], call) =>
  textTerm(Buffer.from(content).toString('base64'), call.place),
);

function hashesFile(algorithm: string, encoding: 'hex' | 'base64'): TerraformFunction {
  return takes([fileText], ([{ text: content }], call) => textTerm(hashOf(content, algorithm, encoding), call.place));
}

/** A file as a template, with variables of its own. */
const templatefile = takes([fileText, anything], ([template, variables], call) => rendered(template, variables, call));

/** A text from elsewhere as a template. */
const templatestring = takes([wording, anything], ([{ term, parts }, variables], call) => {
  const known = knownText(parts);
  if (known === undefined) return unknownTerm('a template that is only partly known', call.place);
  return rendered({ text: known, place: term.origin }, variables, call);
});

function rendered(template: FileText, variables: Term, call: FunctionCall): Term {
  if (variables.state === 'unknown') return unknownTerm(variables.reason, call.place);
  if (variables.state !== 'map' || isDocument(variables)) return refused(call, 'without a map of variables');
  // Terraform refuses templates that render others, as these might be themselves.
  return call.render?.(template, variables) ?? refused(call, 'within a template');
}

/** The paths of the files in a folder that match a pattern, where the folder is at hand. */
const fileset = takes([text, text], ([folder, pattern], call) => {
  const found = call.listFiles && matchingFiles(folder, pattern, (path) => call.listFiles?.(path) ?? []);
  if (!found) return unknownTerm(`the files in '${folder}'`, call.place);
  const paths = found.map((path) => textTerm(path, call.place));
  return setOf(inSetOrder(paths), call.place);
});

/** A path without `.`, `..` and empty names, as far as that goes. Source: Go, path.Clean. */
function clean(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 ? normal.replace(/\/$/, '') : normal;
}

const dirname = takes([text], ([path], call) => textTerm(clean(path.slice(0, path.lastIndexOf('/') + 1)), call.place));

const basename = takes([text], ([path], call) => {
  const bare = path.replace(/\/+$/, '');
  const name = bare.slice(bare.lastIndexOf('/') + 1);
  return textTerm(name === '' ? (path === '' ? '.' : '/') : name, call.place);
});

const abspath = takes([text], ([path], call) =>
  path.startsWith('/') ? textTerm(clean(path), call.place) : unknownTerm('a path of the machine', call.place),
);

const pathexpand = takes([wording], ([given], call) => {
  const [first = ''] = given.parts;
  const isHome = typeof first !== 'string' || first.startsWith('~');
  return isHome ? unknownTerm('a path of the machine', call.place) : rewritten(given, given.parts, call);
});

export const FILE_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  abspath,
  basename,
  dirname,
  file,
  filebase64,
  filebase64sha256: hashesFile('sha256', 'base64'),
  filebase64sha512: hashesFile('sha512', 'base64'),
  fileexists,
  filemd5: hashesFile('md5', 'hex'),
  fileset,
  filesha1: hashesFile('sha1', 'hex'),
  filesha256: hashesFile('sha256', 'hex'),
  filesha512: hashesFile('sha512', 'hex'),
  pathexpand,
  templatefile,
  templatestring,
};
