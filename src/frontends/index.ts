import { API_EVIDENCE } from './api/evidence.ts';
import type { FrontendEntry } from './frontend.ts';

/**
 * Every input format, most specific first: the first that recognises a document takes it. The evidence is text that each
 * document of the format contains, so that a file without any is never parsed (facts: docs/architecture.md, "Recognition").
 */
export const FRONTENDS: readonly FrontendEntry[] = [
  {
    name: 'terraform-plan',
    evidence: /"format_version"\s*:/,
    load: async () => (await import('./terraform/plan/index.ts')).terraformPlan,
  },
  {
    name: 'cloudformation',
    evidence: /["']?\bResources["']?\s*:/,
    load: async () => (await import('./cloudformation/index.ts')).cloudformation,
  },
  {
    name: 'eksctl',
    evidence: /\beksctl\.io\//,
    load: async () => (await import('./eksctl/index.ts')).eksctl,
  },
  {
    name: 'kubernetes',
    evidence: /["']?\bapiVersion["']?\s*:/,
    load: async () => (await import('./kubernetes/index.ts')).kubernetes,
  },
  {
    name: 'terraform',
    evidence:
      /"(?:resource|module|variable|locals|data|output|provider|terraform)"\s*:\s*[[{]|\b(?:(?:resource|data)\s+"?\w+"?\s+"?[\w-]+"?|(?:module|variable|output|provider)\s+"?[\w-]+"?|locals|terraform)\s*\{/,
    load: async () => (await import('./terraform/configuration.ts')).terraform,
  },
  {
    name: 'terraform-variables',
    evidence: /\w/,
    paths: /\.tfvars(?:\.json)?$/,
    load: async () => (await import('./terraform/configuration.ts')).terraform,
  },
  {
    name: 'api',
    evidence: API_EVIDENCE,
    load: async () => (await import('./api/index.ts')).api,
  },
];

export { isEvident } from './frontend.ts';
export type { FileAccess, Frontend, FrontendEntry, Input, Lowering, LowerSettings } from './frontend.ts';
