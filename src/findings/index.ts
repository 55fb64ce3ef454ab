export type { Category, Certainty, Finding, FindingResource, Fix, Notice, RelatedPlace, Severity } from './finding.ts';
export { fingerprint } from './fingerprint.ts';
export { compareFindings, compareText } from './order.ts';
