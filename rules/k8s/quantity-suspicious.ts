import {
  containersOf,
  defineRule,
  isParseFailure,
  labelOf,
  mendQuantity,
  nameOf,
  parseableText,
  parseQuantity,
  set,
  settled,
  visitPods,
  wholeValue,
  wrongPartOf,
  yaml,
  type Context,
  type FixProposal,
  type Severity,
  type Table,
  type Value,
} from '#kit';

const messages = {
  invalid: "{name} '{amount}' of {owner} should be {expected}; as it is, Kubernetes refuses it.",
  unit: "The unit '{wrong}' of {name} '{amount}' in {owner} should be {expected}; as it is, Kubernetes refuses it.",
  thousandths: "{name} '{amount}' of {owner} is {bytes}, since m stands for thousandths; write {meant} for mebibytes.",
  bytes:
    "{name} '{amount}' of {owner} is {bytes}, in which no program fits; without a unit it is bytes, so write one, such as {meant}.",
  small: "{name} '{amount}' of {owner} is {bytes}, in which no program fits; write {meant} for mebibytes.",
  cores:
    "{name} '{amount}' of {owner} is {cores} cores, more than {machines}; write {meant} for thousandths of a core.",
} as const;

type Report = Context<typeof messages>['report'];
type Amount = Value<string | number>;

/** An amount and what it is for. */
interface Use {
  /** As messages call it: `limits.memory`. */
  readonly name: string;
  /** "container 'web'". */
  readonly owner: string;
  readonly resource: 'memory' | 'storage' | 'cpu' | 'other';
  /** `request` and `limit` are those of one container; `total` is a bound on many, a default or a target. */
  readonly role: 'request' | 'limit' | 'total';
}

const MEBIBYTE = 1024n * 1024n;
/** Less than any container runtime starts a program in. */
const LEAST_BYTES = 4n * MEBIBYTE;
/** Few machines have more. */
const MANY_CORES = 256n;
/** No EC2 instance has more: u7inh-32tb.480xlarge has 1920. EC2 user guide, as of November 2026. */
const MOST_CORES = 1920n;

const pods = visitPods<typeof messages>((pod, { report }) => {
  const { spec } = pod;
  for (const container of containersOf(pod)) {
    const owner = `container '${labelOf(container.name)}'`;
    checkTable(container.resources.requests, 'requests.', { owner, role: 'request' }, report);
    checkTable(container.resources.limits, 'limits.', { owner, role: 'limit' }, report);
  }
  checkTable(spec.resources.requests, 'requests.', { owner: 'the pod', role: 'request' }, report);
  checkTable(spec.resources.limits, 'limits.', { owner: 'the pod', role: 'limit' }, report);
  for (const { name, emptyDir } of spec.volumes.items) {
    const owner = `volume '${labelOf(name)}'`;
    check(emptyDir.sizeLimit, { name: 'sizeLimit', owner, resource: 'storage', role: 'total' }, report);
  }
});

export default defineRule({
  id: 'k8s/quantity-suspicious',
  aka: ['catalogue:container-quantity-invalid'],
  awsErrors: ['quantities must match the regular expression', 'fractional byte value'],
  summary: 'Write quantities that Kubernetes can read, in units that were meant.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'Units of quantities are case-sensitive and say nothing of the resource: m is a thousandth for memory as it is for CPU, so memory: 512m is one byte, in which no container starts; cpu: 100Mi is a hundred million cores, for which no node is found. Mebibytes are Mi, thousandths of a core are m, and there is no MB.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes',
    'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
  ],
  messages,

  visit: {
    ...pods,
    'k8s.StatefulSet'(set, context) {
      pods['k8s.StatefulSet']?.(set, context);
      for (const { metadata, spec } of set.spec.volumeClaimTemplates.items) {
        checkClaim(`claim '${labelOf(metadata.name)}'`, spec.resources, context.report);
      }
    },
    'k8s.PersistentVolumeClaim'({ metadata, spec }, { resource, report }) {
      checkClaim(`claim '${nameOf(metadata.name, resource)}'`, spec.resources, report);
    },
    'k8s.PersistentVolume'({ metadata, spec }, { resource, report }) {
      const owner = `volume '${nameOf(metadata.name, resource)}'`;
      checkTable(spec.capacity, 'capacity.', { owner, role: 'total' }, report);
    },
    'k8s.LimitRange'({ metadata, spec }, { resource, report }) {
      const owner = `LimitRange '${nameOf(metadata.name, resource)}'`;
      for (const item of spec.limits.items) {
        for (const part of ['default', 'defaultRequest', 'max', 'min'] as const) {
          checkTable(item[part], `${part}.`, { owner, role: 'total' }, report);
        }
      }
    },
    'k8s.ResourceQuota'({ metadata, spec }, { resource, report }) {
      const owner = `ResourceQuota '${nameOf(metadata.name, resource)}'`;
      checkTable(spec.hard, '', { owner, role: 'total' }, report);
    },
    'k8s.NodePool'({ metadata, spec }, { resource, report }) {
      const owner = `NodePool '${nameOf(metadata.name, resource)}'`;
      checkTable(spec.limits, 'limits.', { owner, role: 'total' }, report);
    },
    'k8s.HorizontalPodAutoscaler'({ metadata, spec }, { resource, report }) {
      const owner = `HorizontalPodAutoscaler '${nameOf(metadata.name, resource)}'`;
      for (const metric of spec.metrics.items) {
        for (const { name, target } of [metric.resource, metric.containerResource]) {
          const use = {
            owner,
            name: 'averageValue',
            resource: resourceOf(settled(name) ?? ''),
            role: 'total',
          } as const;
          check(target.averageValue, use, report);
        }
      }
    },
  },

  examples: {
    bad: [
      {
        title: 'Half a byte of memory, and as many cores as there are bytes in 100 MiB.',
        code: yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: web }
          spec:
            containers:
              - name: web
                image: example/web:1.4.2
                resources:
                  requests:
                    cpu: 100Mi
          #              ^^^^^ cores
                    memory: 256MB
          #                    ^^ unit
                  limits:
                    memory: 512m
          #                 ^^^^ thousandths
        `,
      },
      {
        title: 'No unit means bytes.',
        code: yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: web }
          spec:
            containers:
              - name: web
                image: example/web:1.4.2
                resources:
                  limits:
                    memory: 512
          #                 ^^^ bytes
        `,
      },
    ],
    good: [
      {
        title: 'A tenth of a core, and mebibytes.',
        code: yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: web }
          spec:
            containers:
              - name: web
                image: example/web:1.4.2
                resources:
                  requests: { cpu: 100m, memory: 256Mi }
                  limits: { memory: 0.5Gi }
        `,
      },
    ],
  },
});

function checkClaim(
  owner: string,
  { requests, limits }: { readonly requests: Table<Amount>; readonly limits: Table<Amount> },
  report: Report,
): void {
  checkTable(requests, 'requests.', { owner, role: 'total' }, report);
  checkTable(limits, 'limits.', { owner, role: 'total' }, report);
}

function checkTable(table: Table<Amount>, prefix: string, use: Pick<Use, 'owner' | 'role'>, report: Report): void {
  for (const { key, value } of table.entries) {
    check(value, { ...use, name: prefix + key, resource: resourceOf(key) }, report);
  }
}

/** What `requests.memory` of a quota is an amount of, and `memory` alike. */
function resourceOf(key: string): Use['resource'] {
  const word = key.slice(key.lastIndexOf('.') + 1);
  if (word === 'cpu' || word === 'memory') return word;
  return word === 'storage' || word === 'ephemeral-storage' ? 'storage' : 'other';
}

function check(amount: Amount, use: Use, report: Report): void {
  const text = parseableText(amount);
  // Placeholders and what is not known yet.
  if (text === undefined || text !== String(settled(amount))) return;
  const quantity = parseQuantity(text);
  const data = { ...use, amount };
  if (isParseFailure(quantity)) {
    const { at, wrong } = wrongPartOf(amount, text, quantity);
    const fix = writing(amount, mendQuantity(text), 'safe');
    const { expected } = quantity;
    if (wrong === undefined) report({ at, message: 'invalid', data: { ...data, expected }, fix });
    else report({ at, message: 'unit', data: { ...data, expected, wrong: wrong.trim() }, fix });
    return;
  }
  const whole = wholeValue(quantity);
  const [, number = '', unit = ''] = /^([\d.]+)(.*)$/.exec(text) ?? [];
  if (whole <= 0n || number === '') return;
  if (use.resource === 'cpu') reportCores(amount, use, { whole, number, unit }, report);
  else if (use.resource !== 'other') reportBytes(amount, use, { whole, number, unit }, report);
}

/** An amount in its parts, and rounded up to a whole number. */
interface Written {
  readonly whole: bigint;
  readonly number: string;
  readonly unit: string;
}

function reportBytes(amount: Amount, use: Use, { whole, number, unit }: Written, report: Report): void {
  const isSlip =
    unit === 'm' || unit === '' || (/^[kK]i?$/.test(unit) && use.resource === 'memory' && use.role !== 'total');
  if (whole >= LEAST_BYTES || !isSlip) return;
  const severity: Severity = use.role === 'limit' && whole < MEBIBYTE ? 'error' : 'warning';
  // A lone small number may count gibibytes.
  const isClear = unit !== '' || Number(number) >= 32;
  const meant = `${number}${isClear ? 'Mi' : 'Gi'}`;
  const data = { ...use, amount, bytes: bytesText(whole), meant };
  const fix = writing(amount, isClear ? meant : undefined, 'unsafe');
  const message = unit === '' ? 'bytes' : unit === 'm' ? 'thousandths' : 'small';
  report({ at: amount, message, data, severity, fix });
}

function reportCores(amount: Amount, use: Use, { whole, number, unit }: Written, report: Report): void {
  // A bound on many containers may be large, but is not counted in mebibytes.
  if (whole <= MANY_CORES || (use.role === 'total' && !/^[KMGTPE]i?$/.test(unit))) return;
  const meant = `${number}m`;
  const machines = whole > MOST_CORES ? 'any machine has' : 'most machines have';
  const severity: Severity = use.role === 'request' && whole > MOST_CORES ? 'error' : 'warning';
  const data = { ...use, amount, cores: whole.toLocaleString('en-US'), machines, meant };
  report({ at: amount, message: 'cores', data, severity, fix: writing(amount, meant, 'unsafe') });
}

function writing(amount: Amount, text: string | undefined, safety: FixProposal['safety']): FixProposal | undefined {
  return text === undefined ? undefined : { title: `Write ${text}`, safety, changes: [set(amount, text)] };
}

function bytesText(bytes: bigint): string {
  if (bytes === 1n) return 'one byte';
  return bytes % 1024n === 0n ? `${String(bytes / 1024n)} KiB` : `${String(bytes)} bytes`;
}
