import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUserData, findAgentClusters } from '../../src/domain/agent-cluster.ts';
import { UNKNOWN_TEXT as U } from '../../src/domain/unknown-text.ts';

const found = (userData: string): string[] =>
  findAgentClusters(userData).map(({ start, end }) => userData.slice(start, end));

describe('findAgentClusters', () => {
  it.each([
    ['an appended line', '#!/bin/bash\necho ECS_CLUSTER=shop >> /etc/ecs/ecs.config\n', ['shop']],
    ['in quotes', 'echo "ECS_CLUSTER=shop" >> /etc/ecs/ecs.config', ['shop']],
    ['its value in quotes', 'echo \'ECS_CLUSTER="shop"\' > /etc/ecs/ecs.config', ['shop']],
    ['a here-document', "cat <<'EOF' >> /etc/ecs/ecs.config\nECS_CLUSTER=shop\nECS_LOGLEVEL=debug\nEOF", ['shop']],
    ['printf', String.raw`printf "ECS_CLUSTER=shop\nECS_LOGLEVEL=debug\n" > /etc/ecs/ecs.config`, ['shop']],
    ['without spaces', 'echo ECS_CLUSTER=shop>>/etc/ecs/ecs.config;reboot', ['shop']],
    ['what is not known', `echo ECS_CLUSTER=${U} >> /etc/ecs/ecs.config`, [U]],
    ['a variable of the shell', 'echo ECS_CLUSTER=$CLUSTER >> /etc/ecs/ecs.config', ['$CLUSTER']],
    ['Windows', "<powershell>\nInitialize-ECSAgent -Cluster 'shop' -EnableTaskIAMRole\n</powershell>", ['shop']],
    ['Windows, in another order', 'Initialize-ECSAgent -EnableTaskENI -Cluster shop', ['shop']],
    ['a variable on Windows', '[Environment]::SetEnvironmentVariable("ECS_CLUSTER", "shop", "Machine")', ['shop']],
    ['Bottlerocket', '[settings.host-containers.admin]\nenabled = true\n[settings.ecs]\ncluster = "shop"\n', ['shop']],
    ['two', 'echo ECS_CLUSTER=shop\necho ECS_CLUSTER=stock', ['shop', 'stock']],
    ['a comment', '#!/bin/bash\n  # echo ECS_CLUSTER=shop >> /etc/ecs/ecs.config\nyum update -y', []],
    ['another variable', 'MY_ECS_CLUSTER=shop\necho $ECS_CLUSTER', []],
    ['another table of Bottlerocket', '[settings.ecs]\nloglevel = "info"\n[settings.other]\ncluster = "shop"', []],
    ['EKS', '/etc/eks/bootstrap.sh shop', []],
  ])('%s', (_title, userData, expected) => {
    expect(found(userData)).toEqual(expected);
  });

  it('finds a name in whatever stands around it, and nothing there', () => {
    const around = fc.string().filter((text) => !/ecs|#/i.test(text));
    const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$/);
    fc.assert(
      fc.property(around, name, around, (before, cluster, after) => {
        expect(found(`${before}\necho ECS_CLUSTER=${cluster} >> /etc/ecs/ecs.config\n${after}`)).toEqual([cluster]);
        expect(found(`${before}\n${after}`)).toEqual([]);
      }),
    );
  });
});

describe('decodeUserData', () => {
  it('undoes base64, with its line breaks, and leaves a script alone', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 4, max: 76 }), (text, width) => {
        const encoded = Buffer.from(text).toString('base64');
        expect(decodeUserData(encoded.replace(new RegExp(`.{${String(width)}}`, 'g'), '$&\n'))).toBe(text);
        expect(decodeUserData(`#!/bin/sh\n${text}`)).toBe(`#!/bin/sh\n${text}`);
      }),
    );
  });
});
