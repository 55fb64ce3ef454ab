/** One resource of a plan, by its full address. */
export interface PlannedChange {
  readonly address: string;
  readonly after: object | null;
  readonly unknown?: object;
  readonly sensitive?: object | boolean;
  readonly actions?: readonly string[];
  readonly mode?: 'managed' | 'data';
}

/** A plan as `terraform show -json` prints it: one line, with the escapes of Go's encoder. */
export function planText(changes: readonly PlannedChange[], rootModule: object = {}, more: object = {}): string {
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: changes.map(changeOf),
    configuration: { root_module: rootModule },
    ...more,
  };
  return JSON.stringify(plan).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}

function changeOf({
  address,
  after,
  unknown = {},
  sensitive = {},
  actions = ['create'],
  mode = 'managed',
}: PlannedChange) {
  const local = /(?:^|\.)(?:data\.)?(aws_\w+)\.([\w-]+)(?:\[(.*)\])?$/.exec(address);
  const [whole = '', type = '', name = '', index] = local ?? [];
  const module = address.slice(0, address.length - whole.length);
  return {
    address,
    ...(module !== '' && { module_address: module }),
    mode,
    type,
    name,
    ...(index !== undefined && { index: JSON.parse(index) as unknown }),
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions,
      before: null,
      after,
      after_unknown: unknown,
      before_sensitive: false,
      after_sensitive: sensitive,
    },
  };
}

/** One resource of `configuration`: the expressions by argument. */
export function configured(address: string, expressions: object, more: object = {}): object {
  const [type, name] = address.split('.');
  return { address, mode: 'managed', type, name, expressions, schema_version: 0, ...more };
}

/** An expression made of these references, each followed by its shorter form as Terraform lists them. */
export function refers(...references: readonly string[]): object {
  return { references: references.flatMap((text) => [text, text.replace(/\.\w+$/, '')]) };
}
