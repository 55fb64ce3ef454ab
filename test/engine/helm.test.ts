import { describe, expect, it } from 'vitest';
import { isHelmTemplate } from '../../src/engine/helm.ts';

describe('isHelmTemplate', () => {
  it.each([
    ['a value', 'image: "{{ .Values.image }}:{{ .Chart.AppVersion }}"'],
    ['a value without spaces', 'replicas: {{.Values.replicas}}'],
    ['a variable', 'name: {{ $name }}'],
    ['a condition that eats the line', '{{- if .Values.ingress.enabled -}}\napiVersion: v1'],
    ['a call', '{{ include "chart.labels" . | nindent 4 }}'],
    ['a comment', '{{/* Selector labels */}}'],
    ['an end', 'a: 1\n{{- end }}'],
  ])('knows %s', (_name, text) => {
    expect(isHelmTemplate(text)).toBe(true);
  });

  it.each([
    ['plain YAML', 'apiVersion: v1\nkind: Pod'],
    ['a flow map in a flow map', 'matchLabels: {{a: b}: c}'],
    ["a step of GitHub's", 'run: ${{ secrets.TOKEN }}'],
    ['a dynamic reference', "Value: '{{resolve:secretsmanager:orders/db:SecretString:password}}'"],
    ['a path of EventBridge', 'InputTemplate: \'{"id": <id>}\''],
    ['minified JSON', '{"a":{{ .Values.a }}}'],
    ['a document of Systems Manager', 'runCommand: ["echo {{ name }}"]'],
  ])('lets %s be', (_name, text) => {
    expect(isHelmTemplate(text)).toBe(false);
  });
});
