import table from '../../schemas/aws/fargate-sizes.json' with { type: 'json' };

/** What one task asks for, or Fargate offers. */
export interface FargateSize {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}

/** Which part of the table counts; Windows tasks have fewer sizes. */
export interface FargatePlatform {
  readonly windows?: boolean;
}

function rows({ windows = false }: FargatePlatform) {
  return table.sizes.filter((row) => row.windows || !windows);
}

/** The amounts of CPU that Fargate offers, in units of 1/1024 vCPU, ascending. Source: schemas/aws/fargate-sizes.json. */
export function fargateCpuUnits(platform: FargatePlatform = {}): readonly number[] {
  return rows(platform).map((row) => row.cpuUnits);
}

/**
 * Memory sizes Fargate offers at this CPU size, in MiB, ascending; empty when there is no such size.
 * Never throws. Source: schemas/aws/fargate-sizes.json.
 */
export function fargateMemoryMiB(cpuUnits: number, platform: FargatePlatform = {}): readonly number[] {
  return rows(platform).find((row) => row.cpuUnits === cpuUnits)?.memoryMiB ?? [];
}

/** Whether Fargate offers this pair. */
export function isFargateSize({ cpuUnits, memoryMiB }: FargateSize, platform: FargatePlatform = {}): boolean {
  return fargateMemoryMiB(cpuUnits, platform).includes(memoryMiB);
}

/**
 * The smallest pair on offer with at least this CPU and this memory, the pair itself if it is on offer; undefined when
 * nothing is large enough. Least CPU first, then least memory: no larger CPU size has a finer step of memory, so no other
 * pair that covers the request has less of either, and this is the cheapest at any price.
 */
export function closestFargateSize(asked: FargateSize, platform: FargatePlatform = {}): FargateSize | undefined {
  for (const { cpuUnits, memoryMiB } of rows(platform)) {
    if (cpuUnits < asked.cpuUnits) continue;
    const memory = memoryMiB.find((offered) => offered >= asked.memoryMiB);
    if (memory !== undefined) return { cpuUnits, memoryMiB: memory };
  }
  return undefined;
}

/** The Linux platform version that a CPU size needs at least, e.g. '1.4.0' from 8 vCPU on; undefined when any will do. */
export function fargatePlatformVersionFor(cpuUnits: number): string | undefined {
  return table.sizes.find((row) => row.cpuUnits === cpuUnits)?.linuxPlatformVersion ?? undefined;
}
