import { attributesOf, blocksOf, type Node } from '../../../syntax/index.ts';

/** Types of top-level blocks. Source: Terraform, "Configuration Syntax"; OpenTofu has the same. */
const BLOCKS = new Set([
  'action',
  'check',
  'data',
  'ephemeral',
  'import',
  'locals',
  'module',
  'moved',
  'output',
  'provider',
  'removed',
  'resource',
  'terraform',
  'variable',
]);

/** Is this body a Terraform configuration? Its ending tells, as other tools have HCL files of other endings. */
export function isHclConfiguration(root: Node): boolean {
  if (!/\.(?:tf|tofu)$/.test(root.document.source.path)) return false;
  for (const { type } of blocksOf(root)) if (BLOCKS.has(type.raw)) return true;
  return attributesOf(root).length === 0 && root.document.faults.length > 0;
}
