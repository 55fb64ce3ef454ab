import { describe, expect, it } from 'vitest';
import { isHelmTemplate, mayBeTemplate } from '../../src/engine/helm.ts';

describe('isHelmTemplate', () => {
  it.each([
    ['a value', 'image: "{{ .Values.image }}:{{ .Chart.AppVersion }}"'],
    ['a value without spaces', 'replicas: {{.Values.replicas}}'],
    ['a value from within a block', 'name: {{ $.Release.Name }}'],
    ['a condition that eats the line', '{{- if .Values.ingress.enabled -}}\napiVersion: v1'],
    ['a value that is handed on', 'a: {{ tpl (default "x" .Values.a) . | quote }}'],
  ])('knows %s', (_name, text) => {
    expect(isHelmTemplate(text)).toBe(true);
    expect(mayBeTemplate(text)).toBe(true);
  });

  it.each([
    ['a call', '{{ include "chart.labels" . | nindent 4 }}'],
    ['a comment', '{{/* Selector labels */}}'],
    ['the thing at hand', '- {{ . | quote }}'],
    ['an end', 'a: 1\n{{- end }}'],
    ['an alert of Prometheus', "summary: 'Instance {{ $labels.instance }} is down'"],
    ['a template of External Secrets', 'url: "postgres://{{ .user }}:{{ .password }}@db"'],
  ])('takes %s for a template only where nothing else can be read', (_name, text) => {
    expect(isHelmTemplate(text)).toBe(false);
    expect(mayBeTemplate(text)).toBe(true);
  });

  it.each([
    ['plain YAML', 'apiVersion: v1\nkind: Pod'],
    ['a flow map in a flow map', 'matchLabels: {{a: b}: c}'],
    ["a step of GitHub's", 'run: ${{ secrets.TOKEN }}'],
    ['a dynamic reference', "Value: '{{resolve:secretsmanager:orders/db:SecretString:password}}'"],
    ['a path of EventBridge', 'InputTemplate: \'{"id": <id>}\''],
    ['minified JSON', '{"a":{{ .Values.a }}}'],
    ['a document of Systems Manager', 'runCommand: ["echo {{ name }}"]'],
    ['a file that only speaks of it', '# .Values are for charts\na: {}'],
  ])('lets %s be', (_name, text) => {
    expect(isHelmTemplate(text)).toBe(false);
    expect(mayBeTemplate(text)).toBe(false);
  });
});
