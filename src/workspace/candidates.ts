/** Endings, lower-case, of the files that a walk looks into; what they hold decides the rest. */
export const CANDIDATE_ENDINGS: ReadonlySet<string> = new Set([
  '.json', // .tf.json and .tfvars.json too
  '.jsonc',
  '.yaml',
  '.yml',
  '.template',
  '.tpl',
  '.tmpl',
  '.cfn',
  '.tf',
  '.tofu',
  '.tfvars',
]);

/** Folders that hold other people's files or none at all. cdk.out is not among them: it holds the user's templates. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.terraform', 'node_modules']);

/** Could a file of this name be one of ours? Its last ending tells; a name without one is not looked into. */
export function isCandidate(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && CANDIDATE_ENDINGS.has(name.slice(dot).toLowerCase());
}
