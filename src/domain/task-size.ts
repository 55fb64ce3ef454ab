import { parseFailure, type ParseFailure } from './parse-failure.ts';

const UNITS_PER_VCPU = 1024;
const MIB_PER_GB = 1024;

/**
 * Reads a task's `cpu` in CPU units, 1024 to a vCPU: 256, "256", "1 vCPU", ".25 vcpu", "0.5 vCPU".
 * Which amounts are on offer is another question: see fargateCpuUnits.
 * Source: ECS API reference, RegisterTaskDefinition; the forms with a fraction, cfn-lint's Fargate table.
 */
export function parseCpuUnits(written: string | number): number | ParseFailure {
  const units = parseAmount(String(written), /^vcpus?$/i, UNITS_PER_VCPU);
  return units ?? failure(written, "CPU units such as '256', or vCPUs such as '0.5 vCPU'");
}

/**
 * Reads a task's `memory` in MiB: 512, "512", "1GB", "1 GB", "0.5 GB" (ECS counts 1024 MiB to a GB).
 * Source: ECS API reference, RegisterTaskDefinition.
 */
export function parseMemoryMiB(written: string | number): number | ParseFailure {
  const memory = parseAmount(String(written), /^gb$/i, MIB_PER_GB);
  return memory ?? failure(written, "MiB such as '512', or gigabytes such as '1 GB'");
}

function failure(written: string | number, expected: string): ParseFailure {
  const text = String(written);
  return parseFailure(text, 0, text.length, expected);
}

/** A bare amount must be whole; one with the unit may have a fraction, if what it comes to is whole and not zero. */
function parseAmount(text: string, unit: RegExp, factor: number): number | undefined {
  const match = /^(\d{0,9})(\.\d{1,9})?[ \t]{0,9}([A-Za-z]{0,9})$/.exec(text.trim());
  if (!match || (match[1] === '' && match[2] === undefined)) return undefined;
  const word = match[3] ?? '';
  if (word !== '' && !unit.test(word)) return undefined;
  const amount = Number((match[1] ?? '') + (match[2] ?? '')) * (word === '' ? 1 : factor);
  return Number.isInteger(amount) && amount > 0 ? amount : undefined;
}
