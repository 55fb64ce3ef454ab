import { parseFailure, type ParseFailure } from './parse-failure.ts';

/** A release of Kubernetes; patch releases serve the same APIs and are supported alike. */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
}

const VERSION = /^v?(?<major>\d{1,3})\.(?<minor>\d{1,3})(?:\.\d+.*)?$/;

/** Reads `1.34`, also as `v1.34` and with a patch release (`1.34.2-eks-1`), of which nothing is kept. */
export function parseKubernetesVersion(text: string): KubernetesVersion | ParseFailure {
  const parts = VERSION.exec(text)?.groups;
  if (!parts) return parseFailure(text, 0, text.length, "a version such as '1.34'");
  return { major: Number(parts['major']), minor: Number(parts['minor']) };
}

/** Negative when the first is older, positive when it is newer: 1.9 is older than 1.10. */
export function compareKubernetesVersions(a: KubernetesVersion, b: KubernetesVersion): number {
  return a.major - b.major || a.minor - b.minor;
}

export function formatKubernetesVersion({ major, minor }: KubernetesVersion): string {
  return `${String(major)}.${String(minor)}`;
}
