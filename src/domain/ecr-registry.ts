import { parseFailure, type ParseFailure } from './parse-failure.ts';
import { partitionOfRegion, partitions } from './partition.ts';
import { hasUnknown } from './unknown-text.ts';

/** A private ECR registry, as its host name tells. */
export interface EcrRegistry {
  readonly kind: 'ecr';
  readonly accountId: string;
  readonly region: string;
  /** 'aws', 'aws-cn' … as in ARNs. */
  readonly partition: string;
  readonly fips: boolean;
  /** The IPv4 and IPv6 endpoint, `ACCOUNT.dkr-ecr.REGION.on.aws`. */
  readonly dualStack: boolean;
}

// ACCOUNT.dkr.ecr[-fips].REGION.SUFFIX and ACCOUNT.dkr-ecr[-fips].REGION.DUAL-STACK-SUFFIX. Sources: AWS General Reference,
// "Amazon ECR endpoints and quotas"; Amazon ECR user guide, "Making requests to Amazon ECR registries". As of 2026-11-22.
const MARKER = /(?:^|\.)dkr([.-])ecr(-fips)?\./;

/**
 * Reads the host of a private ECR registry (a port after it is not expected); undefined when the host has nothing to do
 * with ECR, a ParseFailure when it has ECR's form but cannot be right: no account id, an account id of other than
 * twelve digits, no Region, or a domain that ECR does not serve.
 */
export function parseEcrHost(host: string): EcrRegistry | ParseFailure | undefined {
  const marker = MARKER.exec(host);
  if (!marker) return undefined;
  const regionStart = marker.index + marker[0].length;
  if (isAwsDomain(host.slice(regionStart))) {
    return parseFailure(host, regionStart, regionStart, "a Region such as 'us-east-1' after '.ecr.'");
  }
  const suffixDot = host.indexOf('.', regionStart);
  const suffix = suffixDot < 0 ? '' : host.slice(suffixDot + 1);
  // Other products may call a host 'dkr.ecr.something'; only AWS's domains make it AWS's grammar.
  if (!isAwsDomain(suffix) && !suffix.includes('amazonaws') && !hasUnknown(suffix)) return undefined;

  const accountId = host.slice(0, marker.index);
  if (!/^\d{12}$/.test(accountId) && !hasUnknown(accountId)) {
    return parseFailure(host, 0, accountId.length, "a 12-digit account id before '.dkr.ecr'");
  }
  const region = host.slice(regionStart, suffixDot < 0 ? host.length : suffixDot);
  if (!/^[a-z]{2,}(-[a-z0-9]+)+$/.test(region) && !hasUnknown(region)) {
    return parseFailure(host, regionStart, regionStart + region.length, "a Region such as 'us-east-1'");
  }
  const dualStack = marker[1] === '-';
  const partition = partitions.find(({ name }) => name === partitionOfRegion(region));
  const expectedSuffix = dualStack ? partition?.dualStackSuffix : partition?.dnsSuffix;
  if (suffix !== expectedSuffix && expectedSuffix && !hasUnknown(suffix + region)) {
    return parseFailure(host, regionStart + region.length + 1, host.length, `'${expectedSuffix}' after the Region`);
  }
  return {
    kind: 'ecr',
    accountId,
    region,
    partition: partition?.name ?? 'aws',
    fips: marker[2] !== undefined,
    dualStack,
  };
}

function isAwsDomain(domain: string): boolean {
  return partitions.some(({ dnsSuffix, dualStackSuffix }) => domain === dnsSuffix || domain === dualStackSuffix);
}
