import { describe, expect, it } from 'vitest';
import apis from '../../schemas/kubernetes/removed-apis.json' with { type: 'json' };
import { isRetiredFargatePlatform, latestFargatePlatform } from '../../src/domain/fargate-platforms.ts';
import { compareKubernetesVersions, parseKubernetesVersion } from '../../src/domain/kubernetes-version.ts';
import { isParseFailure } from '../../src/domain/parse-failure.ts';
import { deprecatedApi, removedApi } from '../../src/domain/removed-apis.ts';
import { retirement } from '../../src/domain/retirements.ts';

describe('removed APIs', () => {
  it.each([
    ['extensions/v1beta1', 'Deployment', '1.16', 'apps/v1', false],
    ['extensions/v1beta1', 'Ingress', '1.22', 'networking.k8s.io/v1', false],
    ['rbac.authorization.k8s.io/v1beta1', 'Role', '1.22', 'rbac.authorization.k8s.io/v1', true],
    ['batch/v1beta1', 'CronJob', '1.25', 'batch/v1', true],
    ['policy/v1beta1', 'PodDisruptionBudget', '1.25', 'policy/v1', false],
    ['policy/v1beta1', 'PodSecurityPolicy', '1.25', undefined, false],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.32', 'flowcontrol.apiserver.k8s.io/v1', false],
  ])('%s %s went in %s', (apiVersion, kind, removedIn, replacement, sameShape) => {
    expect(removedApi(apiVersion, kind)).toMatchObject({ apiVersion, kind, removedIn, replacement, sameShape });
  });

  it.each([
    ['apps/v1', 'Deployment'],
    ['extensions/v1beta1', 'Widget'],
    ['example.com/v1beta1', 'Ingress'],
    ['elbv2.k8s.aws/v1alpha1', 'TargetGroupBinding'],
    ['constructor', ''],
  ])('%s %s is none', (apiVersion, kind) => {
    expect(removedApi(apiVersion, kind)).toBeUndefined();
  });

  it('are each named once, and no successor of one was itself removed', () => {
    const named = apis.removed.flatMap(({ apiVersion, kinds }) => kinds.map((kind) => `${apiVersion} ${kind}`));
    expect(named).toHaveLength(new Set(named).size);
    const dead = apis.removed.flatMap(({ kinds, replacement }) =>
      kinds.filter((kind) => replacement !== null && removedApi(replacement, kind)),
    );
    expect(dead).toEqual([]);
  });

  it('went in releases that the table knows', () => {
    const newest = parseKubernetesVersion(apis.newest);
    const unknown = apis.removed.filter(({ removedIn }) => {
      const version = parseKubernetesVersion(removedIn);
      return isParseFailure(version) || isParseFailure(newest) || compareKubernetesVersions(version, newest) > 0;
    });
    expect(unknown).toEqual([]);
  });

  it('are told from deprecated ones, which are still served', () => {
    expect(deprecatedApi('v1', 'Endpoints')).toMatchObject({ deprecatedIn: '1.33' });
    expect(removedApi('v1', 'Endpoints')).toBeUndefined();
    expect(deprecatedApi('v1', 'Pod')).toBeUndefined();
  });
});

describe('platform versions of Fargate', () => {
  it('count for each operating system by itself', () => {
    expect(latestFargatePlatform('linux')).toBe('1.4.0');
    expect(isRetiredFargatePlatform('1.0.0', 'linux')).toBe(true);
    expect(isRetiredFargatePlatform('1.0.0', 'windows')).toBe(false);
  });

  it('are retired from their day on, and never when they are newer than the table', () => {
    expect(isRetiredFargatePlatform('1.3.0', 'linux', '2026-06-14')).toBe(false);
    expect(isRetiredFargatePlatform('1.3.0', 'linux', '2026-06-15')).toBe(true);
    for (const version of ['1.4.0', '1.5.0', 'LATEST']) {
      expect(isRetiredFargatePlatform(version, 'linux', '2099-01-01'), version).toBe(false);
    }
  });
});

describe('retirements', () => {
  it('are told once their day has come', () => {
    expect(retirement('eks-al2-ami', '2025-11-25')).toBeUndefined();
    expect(retirement('eks-al2-ami', '2025-11-26')).toMatchObject({ on: '2025-11-26', verified: false });
    expect(retirement('elastic-inference', '2000-01-01')).toMatchObject({ on: undefined, verified: true });
    expect(retirement('nothing')).toBeUndefined();
  });
});
