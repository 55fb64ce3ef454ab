import { fieldTerm, resourceText, shapeForKind, type Kind, type Mistake } from '../../model/index.ts';
import type { Node } from '../../syntax/index.ts';
import type { Term } from '../../values/index.ts';
import { addChecked } from '../add-resource.ts';
import { isBroken } from '../broken.ts';
import { checkDocuments } from '../check-documents.ts';
import type { Frontend, Input, Lowering } from '../frontend.ts';
import { writtenText } from '../written-text.ts';
import { AWS_FORMS } from './aws-forms.ts';
import { appSpec, isImageDefinitions, lowerImageDefinitions } from './delivery-forms.ts';
import { Top } from './document.ts';
import { DESCRIBED_TASK_DEFINITION, ECS_FORMS } from './ecs-forms.ts';
import { apiTerms } from './evaluate.ts';
import type { Form, Found } from './forms.ts';
import { NAMING_FIELDS, OWNER_FIELDS } from './naming-fields.ts';
import { POLICY_FORMS } from './policy-forms.ts';
import { documentIn } from './spelling.ts';

const FORMS: readonly Form[] = [...ECS_FORMS, ...AWS_FORMS, ...POLICY_FORMS, appSpec];

/** Inputs and outputs of the AWS APIs as JSON or YAML, policy documents, and the files of deployment pipelines. */
export const api: Frontend = {
  name: 'api',
  kinds: [...new Set(FORMS.flatMap((form) => form.kinds))],

  *kindsIn(inputs) {
    for (const { root } of inputs) yield* formOf(root)?.kinds ?? (['ecs.taskDefinition'] as const);
  },

  recognises: (root) => isImageDefinitions(root) || formOf(root) !== undefined,

  lower(inputs, lowering) {
    for (const input of inputs) {
      if (isSkeleton(input.root)) {
        const file = input.root.document.source.path;
        lowering.notice({ kind: 'skipped', file, message: 'Skipped a skeleton: its names are still to be filled in.' });
        continue;
      }
      for (const found of lowerDocument(input)) addResource(found, input.root, lowering);
    }
  },
};

function formOf(root: Node): Form | undefined {
  const top = Top.of(root);
  return top && FORMS.find((form) => form.recognises(top));
}

/** What `--generate-cli-skeleton` prints: every member is there, and the names are empty. */
function isSkeleton(root: Node): boolean {
  const top = Top.of(root);
  return (
    top !== undefined && ['family', 'serviceName', 'service', 'taskDefinition'].some((key) => top.text(key) === '')
  );
}

function* lowerDocument({ root }: Input): Generator<Found> {
  const evaluate = apiTerms(root);
  const top = Top.of(root);
  if (top) yield* FORMS.find((form) => form.recognises(top))?.lower(top, evaluate) ?? [];
  else if (root.isList) yield lowerImageDefinitions(root, evaluate);
}

function addResource(found: Found, root: Node, lowering: Lowering): void {
  const { kind, id, term, spelling } = found;
  const written = namingTerm(found);
  const known = written?.state === 'scalar' && written.value !== null ? nameIn(kind, written.text) : undefined;
  const name = kind in OWNER_FIELDS ? undefined : known;
  const address = known ?? id ?? writtenText(written) ?? fileName(root.document.source.path);
  const source = { kind, address, name, id, term, spelling, scope: root.document, conditional: false };
  if (found.checked === false || isBroken(root)) lowering.add(source);
  else addChecked(source, resourceText(kind, known), lowering, asDescribed);
  const resource = { kind, address, name };
  const tell = (mistake: Mistake): void => lowering.mistake({ ...mistake, resource });
  if (!isBroken(root)) checkDocuments(term, kind, spelling, { documentIn, tell });
}

/** Members that only describe output has are one mistake, however many there are: the output was not cut down to its input. */
function asDescribed(mistakes: readonly Mistake[]): readonly Mistake[] {
  const described = mistakes.filter(
    (mistake): mistake is UnknownField =>
      mistake.kind === 'syntax.unknownField' && DESCRIBED_TASK_DEFINITION.has(mistake.field),
  );
  const [first] = described;
  if (!first) return mistakes;
  const { origin, owner, resource } = first;
  const fields = described.map(({ field }) => field);
  const output: Mistake = { kind: 'syntax.describeOutput', origin, owner, fields, ...(resource && { resource }) };
  return [output, ...mistakes.filter((mistake) => !described.includes(mistake as UnknownField))];
}

type UnknownField = Extract<Mistake, { kind: 'syntax.unknownField' }>;

/** What the resource is known by, as it is written. */
function namingTerm({ kind, term, spelling }: Found): Term | undefined {
  const field = NAMING_FIELDS[kind] ?? OWNER_FIELDS[kind];
  return field === undefined ? undefined : fieldTerm(term, shapeForKind(kind), field, spelling);
}

/** UpdateService takes an ARN as well as a name. */
function nameIn(kind: Kind, text: string): string {
  return kind === 'ecs.service' && text.startsWith('arn:') ? text.slice(text.lastIndexOf('/') + 1) : text;
}

/** `deploy/web-policy.json` -> `web-policy`. */
function fileName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
