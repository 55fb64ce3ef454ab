import { describe, expect, it } from 'vitest';
import hostPort from '../../rules/k8s/fargate-host-port.ts';
import { lintTexts } from '../kit/lint-text.ts';

const cluster = (name: string): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: ${name}, region: eu-central-1 }
fargateProfiles:
  - name: everything
    selectors: [{ namespace: default }]
`;
const pod = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - { name: web, image: 'example/web:1.0.0', ports: [{ containerPort: 8080, hostPort: 8080 }] }
`;

async function found(files: Readonly<Record<string, string>>): Promise<number> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return (await lintTexts([hostPort], sources)).findings.length;
}

describe('the Fargate profile of a pod', () => {
  it('is looked for in the nearest folder that holds a cluster', async () => {
    expect(await found({ 'shop/cluster/eks.yaml': cluster('shop'), 'shop/apps/web.yaml': pod })).toBe(1);
    expect(await found({ 'eks.yaml': cluster('shop'), 'apps/web/web.yaml': pod })).toBe(1);
  });

  it('is not guessed where several clusters are as near', async () => {
    expect(await found({ 'a/eks.yaml': cluster('a'), 'b/eks.yaml': cluster('b'), 'apps/web.yaml': pod })).toBe(0);
    expect(await found({ 'a/eks.yaml': cluster('a'), 'b/eks.yaml': cluster('b'), 'b/web.yaml': pod })).toBe(1);
  });
});
