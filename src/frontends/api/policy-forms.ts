import { KINDS, type Kind } from '../../model/index.ts';
import { NodeOrigin } from '../../syntax/index.ts';
import { madeMap } from '../made-terms.ts';
import type { Evaluate } from '../node-terms.ts';
import type { Top } from './document.ts';
import type { Form, Found } from './forms.ts';
import { spellingOf } from './spelling.ts';

/**
 * A file that is nothing but a policy document. What it belongs to is not said in it, so the resource around it is open.
 * A resource policy of a service outside the model (a bucket's, a queue's) is not ours.
 */
export const POLICY_FORMS: readonly Form[] = [
  bare('iam.role', 'assumeRolePolicyDocument', (top) =>
    actionsOf(top, 'Principal').some((action) => /^sts:(AssumeRole|TagSession|\*)/i.test(action)),
  ),
  bare('ecr.repositoryPolicy', 'policyText', (top) => {
    const actions = actionsOf(top, 'Principal');
    return actions.length > 0 && actions.every((action) => /^ecr:/i.test(action));
  }),
  bare('efs.fileSystemPolicy', 'policy', (top) => {
    const actions = actionsOf(top, 'Principal');
    return actions.length > 0 && actions.every((action) => /^elasticfilesystem:/i.test(action));
  }),
  bare('iam.policy', 'policyDocument', (top) =>
    statements(top).every((statement) => !statement.hasAny('Principal', 'NotPrincipal')),
  ),
];

/** An ECR lifecycle policy as `put-lifecycle-policy --lifecycle-policy-text file://…` takes it. */
export const lifecyclePolicy: Form = {
  kinds: ['ecr.lifecyclePolicy'],
  recognises: (top) =>
    [...top.keys].join() === 'rules' &&
    top.someMap('rules', (rule) => rule.has('rulePriority') && rule.hasAny('selection', 'action')),
  *lower(top, evaluate) {
    yield around(top, evaluate, 'ecr.lifecyclePolicy', 'lifecyclePolicyText');
  },
};

function bare(kind: Kind, field: string, test: (top: Top) => boolean): Form {
  return {
    kinds: [kind],
    recognises: (top) => isPolicy(top) && test(top),
    *lower(top, evaluate) {
      yield around(top, evaluate, kind, field);
    },
  };
}

/** The resource of which the document is one field. */
export function around(top: Top, evaluate: Evaluate, kind: Kind, field: string): Found {
  const spelling = spellingOf(kind);
  const word = spelling.word(KINDS[kind].shape, field);
  return { kind, term: madeMap(new NodeOrigin(top.node), new Map([[word, evaluate(top.node)]]), true), spelling };
}

function isPolicy(top: Top): boolean {
  const version = top.text('Version');
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') return false;
  return statements(top).some(
    (statement) =>
      /^(Allow|Deny)$/i.test(statement.text('Effect') ?? '') &&
      (version !== undefined || statement.hasAny('Action', 'NotAction')),
  );
}

/** `Statement` is one statement or a list of them. */
function statements(top: Top): Top[] {
  const single = top.map('Statement');
  return single ? [single] : [...top.maps('Statement')];
}

/** The actions of the statements that have this member. */
function actionsOf(top: Top, member: string): string[] {
  const actions: string[] = [];
  for (const statement of statements(top)) {
    if (!statement.has(member)) continue;
    const action = statement.get('Action');
    if (action?.isScalar) actions.push(action.text);
    else if (action) for (const item of action.items()) actions.push(item.text);
  }
  return actions;
}
