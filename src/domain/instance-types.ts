/** What one EC2 instance has. */
export interface InstanceType {
  /** `m5.large`. */
  readonly name: string;
  readonly vcpus: number;
  /** Nominal: what the operating system takes is still in it. */
  readonly memoryMiB: number;
  /** Network interfaces that can be attached, the primary one among them. */
  readonly interfaces: number;
  /** IPv4 addresses of each interface. */
  readonly addresses: number;
  /** Of NVIDIA. */
  readonly gpus: number;
  readonly architecture: 'x86_64' | 'arm64';
}

type Families = Readonly<Record<string, string>>;

let families: Families | undefined;

/** Loads the table that `instanceType` answers from, which only projects with instances need. */
export async function loadInstanceTypes(): Promise<void> {
  families ??= (await import('./instance-type-table.ts')).FAMILIES;
}

/**
 * The figures of an instance type; undefined for all before the table is loaded, and for one that the table does not
 * have, which says nothing about it. Only the line of its family is read. Source: schemas/aws/instance-types.json.
 */
export function instanceType(name: string): InstanceType | undefined {
  const [family = '', size = ''] = name.split('.');
  if (!families || !Object.hasOwn(families, family) || size === '') return undefined;
  const [architecture, sizes = ''] = families[family]?.split(': ') ?? [];
  const entry = sizes.split(', ').find((text) => text.startsWith(`${size} `));
  const [, vcpus, memory, network = '', gpus = 'g0'] = entry?.split(' ') ?? [];
  if (vcpus === undefined || memory === undefined) return undefined;
  const [interfaces = 0, addresses = 0] = network.split('x').map(Number);
  return {
    name,
    vcpus: Number(vcpus),
    memoryMiB: Number(memory),
    interfaces,
    addresses,
    gpus: Number(gpus.slice(1)),
    architecture: architecture === 'arm64' ? 'arm64' : 'x86_64',
  };
}

/**
 * Pods that the VPC network plugin of EKS can give addresses on such a node: without prefixes, each interface keeps one
 * address for itself, and two pods use the node's own. Source: amazon-eks-ami, max-pods calculator.
 */
export function mostPods({ interfaces, addresses }: InstanceType): number {
  return interfaces * (addresses - 1) + 2;
}
