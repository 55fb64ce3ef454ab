import type { TextRange } from './parse-failure.ts';
import { hasUnknown } from './unknown-text.ts';

/** A text that is a secret by its form alone. */
export interface SecretToken {
  /** For a message: 'a GitHub token'. */
  readonly what: string;
  readonly at: TextRange;
  /** Made to be seen in browsers sometimes, so a name that says 'public' excuses it. */
  readonly maybePublic: boolean;
}

interface Format {
  readonly what: string;
  /** What every such token contains; asked first, since nearly every text has none of them. */
  readonly hint: string;
  readonly form: RegExp;
  readonly maybePublic?: boolean;
}

// Prefixes as the issuers publish them: GitHub, "About authentication to GitHub"; GitLab, "Token overview"; Slack, "Tokens";
// Vault, "Tokens"; and so on, as of 2026-11-22. Few publish lengths and characters (Docker, npm and SendGrid do not): those
// are as scanners take them (Microsoft Purview's sensitive information types, GitGuardian's detectors), with some room.
// Each form is anchored by its hint and free of nested repetition. What only names a key, and is no use without its
// secret, is left out, but for the ids of AWS: Twilio's SIDs.
const FORMATS: readonly Format[] = [
  { what: 'an AWS access key id', hint: 'AKIA', form: /AKIA[A-Z0-9]{16}(?![A-Za-z0-9])/g },
  { what: 'a temporary AWS access key id', hint: 'ASIA', form: /ASIA[A-Z0-9]{16}(?![A-Za-z0-9])/g },
  { what: 'a GitHub token', hint: 'gh', form: /gh[opsur]_[A-Za-z0-9]{36,255}/g },
  { what: 'a GitHub token', hint: 'github_pat_', form: /github_pat_[A-Za-z0-9_]{60,90}/g },
  {
    what: 'a GitLab token',
    hint: 'gl',
    form: /gl(?:agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|rtr?|soat)-[A-Za-z0-9_-]{20,64}/g,
  },
  { what: 'a Slack token', hint: 'xox', form: /xox[abeoprs]-[A-Za-z0-9-]{10,250}/g },
  { what: 'a Slack token', hint: 'xapp-', form: /xapp-\d-[A-Za-z0-9-]{20,250}/g },
  {
    what: 'a Slack webhook address',
    hint: 'hooks.slack.com/',
    form: /hooks\.slack\.com\/(?:services|workflows)\/T[A-Za-z0-9]{6,14}\/[A-Za-z0-9]{6,14}\/[A-Za-z0-9/]{16,60}/g,
  },
  {
    what: 'a Discord webhook address',
    hint: '/api/webhooks/',
    form: /discord(?:app)?\.com\/api\/webhooks\/\d{15,22}\/[A-Za-z0-9_-]{50,80}/g,
  },
  { what: 'a Stripe key', hint: 'k_live_', form: /[rs]k_live_[A-Za-z0-9]{16,250}/g },
  { what: 'a Stripe test key', hint: 'k_test_', form: /[rs]k_test_[A-Za-z0-9]{16,250}/g },
  { what: 'a Stripe webhook secret', hint: 'whsec_', form: /whsec_[A-Za-z0-9+/]{24,80}/g },
  { what: 'a Google API key', hint: 'AIza', form: /AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g, maybePublic: true },
  { what: 'a Google OAuth client secret', hint: 'GOCSPX-', form: /GOCSPX-[A-Za-z0-9_-]{28}/g },
  { what: 'an npm token', hint: 'npm_', form: /npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g },
  { what: 'a PyPI token', hint: 'pypi-', form: /pypi-AgE[A-Za-z0-9_-]{50,250}/g },
  { what: 'a Docker Hub token', hint: 'dckr_', form: /dckr_[op]at_[A-Za-z0-9_-]{20,40}/g },
  { what: 'a SendGrid key', hint: 'SG.', form: /SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}/g },
  { what: 'a Mailgun key', hint: 'key-', form: /key-[0-9a-f]{32}(?![A-Za-z0-9])/g },
  { what: 'an Anthropic key', hint: 'sk-ant-', form: /sk-ant-[a-z0-9]{2,10}-[A-Za-z0-9_-]{40,150}/g },
  { what: 'an OpenAI key', hint: 'T3BlbkFJ', form: /sk-[A-Za-z0-9_-]{16,100}?T3BlbkFJ[A-Za-z0-9_-]{16,100}/g },
  { what: 'a Hugging Face token', hint: 'hf_', form: /hf_[A-Za-z]{34}(?![A-Za-z0-9])/g },
  { what: 'a DigitalOcean token', hint: '_v1_', form: /do[oprt]_v1_[0-9a-f]{64}/g },
  { what: 'a Shopify token', hint: 'shp', form: /shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/g },
  { what: 'a New Relic key', hint: 'NRAK-', form: /NRAK-[A-Z0-9]{27}/g },
  { what: 'a New Relic licence key', hint: 'NRAL', form: /[0-9a-f]{36}NRAL(?![A-Za-z0-9])/g },
  { what: 'a Grafana token', hint: 'glsa_', form: /glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}/g },
  { what: 'a Databricks token', hint: 'dapi', form: /dapi[0-9a-f]{32}(?:-\d)?(?![A-Za-z0-9])/g },
  { what: 'a Vault token', hint: 'hv', form: /hv[bs]\.[A-Za-z0-9_-]{24,250}/g },
  { what: 'a Telegram bot token', hint: ':AA', form: /\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/g },
  { what: 'an Azure storage key', hint: 'AccountKey=', form: /AccountKey=[A-Za-z0-9+/]{80,90}={0,2}/g },
  {
    what: 'a private key',
    hint: 'PRIVATE KEY',
    form: /-----BEGIN (?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g,
  },
  {
    what: 'a JSON web token',
    hint: 'eyJ',
    form: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{16,1000}/g,
    maybePublic: true,
  },
  {
    what: 'an Authorization header',
    hint: 'uthorization',
    form: /[Aa]uthorization["']?\s{0,3}[:=]\s{0,3}["']?(?:[Bb]earer|[Bb]asic|[Tt]oken)\s[A-Za-z0-9+/=._~-]{16,2000}/g,
  },
];

/** Documentation's stand-ins: 'AKIAIOSFODNN7EXAMPLE', 'ghp_xxxxxxxx…', 'sk_live_1111…'. */
function isMadeUp(token: string): boolean {
  if (/example|x{5}|placeholder|your|dummy|fake|sample|redacted/i.test(token.slice(0, 120))) return true;
  return new Set(token.slice(4).toLowerCase()).size < 6;
}

/**
 * The first stretch of the text that has the form of a known secret; undefined when there is none. Stand-ins from
 * documentation and stretches with unknown text are passed over.
 */
export function findSecretToken(text: string): SecretToken | undefined {
  for (const { what, hint, form, maybePublic = false } of FORMATS) {
    if (!text.includes(hint)) continue;
    for (const match of text.matchAll(form)) {
      const token = match[0];
      const before = text.charAt(match.index - 1);
      // Inside a longer word ('task_live_…', base64) the prefix is chance.
      if (/[A-Za-z0-9_]/.test(before) || hasUnknown(token) || isMadeUp(token)) continue;
      return { what, at: { start: match.index, end: match.index + token.length }, maybePublic };
    }
  }
  return undefined;
}
