import { compareText } from '../findings/index.ts';
import { shapeForKind, viewIn, type Resource, type Shape } from '../model/index.ts';
import { lineIndexOf } from '../text/line-index.ts';
import { explore, World, type Struct } from '../values/index.ts';
import { treeOf, Room, type Anything, type Described, type Tree } from './described.ts';
import { maskedPair } from './mask-secrets.ts';
import { mergeTrees } from './merge-trees.ts';
import { withoutSecretData } from './secret-data.ts';

/** One resource as `ecs-lint model` prints it; contract: PRODUCT.md §4, docs/json.md. */
export interface DescribedResource {
  readonly kind: string;
  readonly address: string;
  readonly name?: string;
  readonly file: string;
  readonly line: number;
  readonly values: Described;
}

/** The struct in a world; undefined in worlds where there is none. */
type Read = (world: World) => Struct | undefined;

/**
 * What was understood of each resource, in the API's field names. What is not plainly known says so: `$unknown` with the
 * reason, `$template` with its known stretches, `$choice` with the conditions of each value. Secrets are masked.
 */
export function describeModel(resources: readonly Resource[]): DescribedResource[] {
  const room = new Room(MOST_VALUES);
  return resources
    .map((resource) => describeResource(resource, room))
    .sort(
      (a, b) =>
        compareText(a.file, b.file) ||
        a.line - b.line ||
        compareText(a.address, b.address) ||
        compareText(a.kind, b.kind),
    );
}

/** Values that are listed in all, which as text is some hundreds of megabytes. */
const MOST_VALUES = 3_000_000;
/** The same of one resource, counted anew in each combination of conditions. */
const MOST_OF_ONE = 200_000;

function describeResource(resource: Resource, all: Room): DescribedResource {
  const { kind, address, name, span } = resource;
  const line = lineIndexOf(span.source).position(resource.origin.head.start).line;
  const read: Read = (world) => (resource.exists(world) ? resource.view(world) : undefined);
  const values = withoutSecretData(kind, describeFields(read, shapeForKind(kind), [], new Room(MOST_OF_ONE, all)));
  return { kind, address, ...(name !== undefined && { name }), file: span.source.path, line, values };
}

/** The fields of a struct, each in all worlds that begin with these decisions. */
function describeFields(read: Read, shape: Shape, script: World['script'], room: Room): Record<string, Described> {
  const described: Record<string, Described> = {};
  for (const { name, type } of shape.fields.values()) {
    const { outcomes, complete } = explore((world): Tree | undefined => {
      // Each field of a view is a property of its own name.
      const struct = read(world) as unknown as Record<string, Anything> | undefined;
      const value = struct?.[name];
      return value && treeOf(value, type, name, room);
    }, new World(script));
    const seen = outcomes.flatMap(({ world, result }) => (result ? [{ world, result }] : []));
    const value = mergeTrees(seen, complete, (view, inner, worlds) => describeStruct(view, inner, worlds, room));
    if (value !== undefined) described[name] = value;
  }
  return maskedPair(described);
}

/** A struct that is written in one place and stands in these worlds. */
function describeStruct(view: Struct, shape: Shape, worlds: readonly World[], room: Room): Described {
  return describeFields((world) => viewIn(view, world), shape, sharedScript(worlds), room);
}

/** What is decided alike in all of these worlds. */
function sharedScript(worlds: readonly World[]): World['script'] {
  const [first, ...others] = worlds;
  const isShared = ({ question, answer }: World['script'][number]): boolean =>
    others.every(({ script }) =>
      script.some(
        (step) =>
          step.question.variable === question.variable &&
          step.question.value === question.value &&
          step.answer === answer,
      ),
    );
  return first?.script.filter(isShared) ?? [];
}
