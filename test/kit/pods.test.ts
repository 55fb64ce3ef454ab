import { beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../src/engine/index.ts';
import { containersOf, settled, visitPods, type Rule } from '../../src/kit/index.ts';
import type { Kind } from '../../src/model/index.ts';
import { madeRule } from '../kit/made-rule.ts';
import { loadShapes, mixed, resource } from '../kit/resources.ts';
import type { Plain } from '../kit/terms.ts';

beforeAll(() => loadShapes(['k8s.Pod']));

const spec = { containers: [{ name: 'web' }, { name: 'log' }], initContainers: [{ name: 'migrate' }] };
const metadata = { name: 'web', namespace: 'shop', labels: { app: 'outer' } };
const template = { metadata: { labels: { app: 'web' } }, spec };

/** Says of each pod its containers, namespace and label. */
const pods: Rule = madeRule(
  'test/pods',
  visitPods<{ readonly found: 'Found {what}.' }>((pod, { report }) => {
    const { labels, namespace } = pod;
    const names = containersOf(pod).map(({ name }) => settled(name));
    const label = labels.get('app');
    const what = [...names, settled(namespace), label && settled(label)].join(' ');
    report({ at: namespace, message: 'found', data: { what } });
  }),
);

describe('visitPods', () => {
  it.each<[Kind, Plain, string]>([
    ['k8s.Pod', spec, 'outer'],
    ['k8s.Deployment', { template }, 'web'],
    ['k8s.StatefulSet', { template }, 'web'],
    ['k8s.DaemonSet', { template }, 'web'],
    ['k8s.ReplicaSet', { template }, 'web'],
    ['k8s.Job', { template }, 'web'],
    ['k8s.CronJob', { jobTemplate: { spec: { template } } }, 'web'],
  ])('sees the pod of a %s, init containers first', (kind, body, label) => {
    const project = { resources: mixed(resource(kind, { metadata, spec: body })), mistakes: [], notices: [], files: 1 };
    const { findings } = judge(project, [{ rule: pods, severity: 'error' }], {});
    expect(findings.map(({ message }) => message)).toEqual([`Found migrate web log shop ${label}.`]);
  });
});
