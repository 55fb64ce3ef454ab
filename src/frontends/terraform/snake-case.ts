/**
 * The usual Terraform name of a field of the model: enableECSManagedTags -> enable_ecs_managed_tags, sizeInGiB ->
 * size_in_gib, vCpuCount -> vcpu_count. What Terraform calls otherwise is in generated/spelling.ts, which is checked
 * against this function.
 */
export function snakeCase(field: string): string {
  return field
    .replace(/([GM])iB/g, '$1ib')
    .replace(/([vV])Cpu/g, '$1cpu')
    .replace(/IPv/g, 'Ipv')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
