import { settle, type Hop, type Origin, type Term } from '../../../values/index.ts';
import { madeList } from '../../made-terms.ts';
import { SourcePlace } from '../source-place.ts';
import type { Step, Traversal } from '../traversal.ts';
import type { ModuleInstance, Repeated, ResourceInstance } from './module-instance.ts';
import { relocate } from './relocate.ts';
import type { Repetition } from './repetition.ts';

/** What is needed to resolve one traversal. */
interface Query {
  readonly module: ModuleInstance;
  readonly repetition: Repetition | undefined;
  readonly traversal: Traversal;
  readonly place: Origin;
}

/** The value that a plain reference leads to, at the place where it is written. Never throws. */
export function resolveTraversal(
  module: ModuleInstance,
  repetition: Repetition | undefined,
  traversal: Traversal,
  place: Origin,
): Term {
  const query = { module, repetition, traversal, place };
  return module.tree.follow(() => resolve(query)) ?? unknown(query, 'a reference through too many others');
}

function resolve(query: Query): Term {
  const { module, traversal } = query;
  const [first, ...rest] = traversal.steps;
  const name = first?.by === 'name' ? first.name : '';
  switch (traversal.root) {
    case 'var':
      return variable(query, name, rest);
    case 'local': {
      const value = module.local(name);
      const key = module.source.locals.get(name)?.key;
      if (!value || !key) return unknown(query, `local value '${name}', which is not set here`);
      return follow(query, value, rest, { span: key.span, note: `Local value '${name}'.` });
    }
    case 'each':
      return each(query, name, rest);
    case 'count': {
      const index = query.repetition?.index;
      return index ? relocate(index, query.place) : unknown(query, "'count.index', whose count is not known");
    }
    case 'module':
      return moduleOutput(query, name, rest);
    case 'data':
      return unknown(
        query,
        `data source '${traversal.text.split('.').slice(1, 3).join('.')}', which is read when planning`,
      );
    case 'path':
      return unknown(query, 'the path of the module');
    case 'terraform':
      return unknown(query, 'the workspace');
    case 'self':
      return unknown(query, 'an attribute of the resource itself');
    default:
      return resourceAttribute(query, name, rest);
  }
}

function variable(query: Query, name: string, rest: readonly Step[]): Term {
  const { module } = query;
  const value = module.variable(name);
  const declared = module.source.variables.get(name);
  if (!value) {
    const why = declared ? 'which has no default' : 'which is not declared here';
    return unknown(query, `variable '${name}', ${why}`);
  }
  const note = module.isPassed(name) ? `Argument '${name}' of the module.` : `Default of variable '${name}'.`;
  const term = follow(query, value, rest, { span: value.origin.head, note });
  return isTrue(declared?.body.get('sensitive')?.text) ? markSensitive(term) : term;
}

function each(query: Query, part: string, rest: readonly Step[]): Term {
  const known = query.repetition?.each;
  const value = part === 'key' ? known?.key : known?.value;
  if (!value) return unknown(query, `'each.${part}', whose for_each is not known`);
  return follow(query, value, rest, { span: value.origin.head, note: 'Repeated by for_each here.' });
}

function moduleOutput(query: Query, call: string, steps: readonly Step[]): Term {
  const children = query.module.children(call);
  if (!children) return unknown(query, `an output of module '${call}', which is not among these files`);
  const { chosen, rest } = choose(query, children, steps);
  const [output, ...more] = rest;
  const name = output?.by === 'name' ? output.name : '';
  if (chosen.length !== 1) return unknown(query, `an output of module '${call}', of which there are several`);
  const value = chosen[0]?.output(name);
  if (!value) return unknown(query, `output '${name}' of module '${call}', which is not declared`);
  return follow(query, value, more, { span: value.origin.head, note: `Output '${name}' of module '${call}'.` });
}

function resourceAttribute(query: Query, name: string, steps: readonly Step[]): Term {
  const { root } = query.traversal;
  const repeated = query.module.resource(root, name);
  if (!repeated) return unknown(query, `'${root}.${name}', which is not declared here`);
  const { chosen, rest, all } = choose(query, repeated, steps);
  const [first, ...more] = rest;
  const attribute = first?.by === 'name' ? first.name : undefined;
  const terms = chosen.map((instance) => attributeOf(query, instance, attribute, more));
  if (all) return madeList(query.place, terms, !repeated.known);
  const [only, second] = terms;
  if (only && !second) return only;
  return unknown(query, `'${root}.${name}', of which there are several`);
}

/** An argument as it is written in the resource, else what will only be known once the resource is there. */
function attributeOf(query: Query, instance: ResourceInstance, name: string | undefined, rest: readonly Step[]): Term {
  const reference = name === undefined ? instance.reference : { ...instance.reference, attribute: name };
  const written = name === undefined ? undefined : instance.body.get(name);
  if (!written || written.state === 'absent' || (written.state === 'scalar' && written.value === null)) {
    return { state: 'unknown', reason: 'known after apply', reference, written: true, origin: query.place };
  }
  const hop: Hop = { span: written.origin.head, note: `Argument '${name ?? ''}' of ${instance.address}.` };
  const term = follow(query, written, rest, hop);
  return term.state === 'scalar' ? { ...term, reference } : term;
}

/** The instances meant by the step after the name: one by its key, all by a splat, the only one without either. */
function choose<T extends { readonly key: string | number | undefined }>(
  query: Query,
  { instances, known }: Repeated<T>,
  steps: readonly Step[],
): { chosen: readonly T[]; rest: readonly Step[]; all: boolean } {
  const [first, ...rest] = steps;
  if (first?.by === 'splat') return { chosen: instances, rest, all: true };
  if (first?.by !== 'index' && first?.by !== 'traversal') return { chosen: instances, rest: steps, all: false };
  const key = keyOf(query, first);
  const same = instances.filter((instance) => String(instance.key) === key);
  // One instance that stands for an unknown number is meant by any key.
  return { chosen: same.length > 0 || known ? same : instances, rest, all: false };
}

function keyOf({ module, repetition, place }: Query, step: Step): string | undefined {
  if (step.by === 'index') return String(step.index);
  if (step.by !== 'traversal') return undefined;
  const term = resolveTraversal(module, repetition, step.traversal, place);
  return term.state === 'scalar' && term.value !== null ? term.text : undefined;
}

/** Goes on from a value by the steps that are left. */
function follow(query: Query, value: Term, steps: readonly Step[], hop: Hop): Term {
  let at: Term = value;
  for (const step of steps) {
    const next = enter(query, at, step);
    if (!next) return unknown(query, `'${query.traversal.text}', which is not set`);
    at = next;
  }
  return relocate(at, query.place, hop);
}

function enter(query: Query, term: Term, step: Step): Term | undefined {
  switch (term.state) {
    case 'choice':
    case 'deferred':
      return {
        state: 'deferred',
        origin: term.origin,
        resolve: (world) => enter(query, settle(term, world), step) ?? unknown(query, `'${query.traversal.text}'`),
      };
    case 'unknown':
      return { ...term, written: false };
    case 'template':
      return unknown(query, 'a text that is only partly known');
    case 'map': {
      const name = step.by === 'name' ? step.name : keyOf(query, step);
      return name === undefined ? undefined : term.get(name);
    }
    case 'list':
      return step.by === 'name' ? onlyItem(term.items(), step.name) : [...term.items()][Number(keyOf(query, step))];
    case 'scalar':
    case 'absent':
      return undefined;
  }
}

/** A name after a list means the only block of it: `aws_x.y.block.name` is not Terraform, but older code has it. */
function onlyItem(items: Iterable<Term>, name: string): Term | undefined {
  const [only, second] = items;
  return only?.state === 'map' && !second ? only.get(name) : undefined;
}

function unknown({ place }: Query, reason: string): Term {
  return { state: 'unknown', reason, written: true, origin: place };
}

function markSensitive(term: Term): Term {
  return term.origin instanceof SourcePlace ? relocate(term, term.origin.with([], true)) : term;
}

function isTrue(text: string | undefined): boolean {
  return text === 'true';
}
