import type { TestFile } from './lint-text.ts';

/** A Terraform plan that creates one resource with these values, on one line as Terraform writes it. */
export function plan(type: string, name: string, values: Readonly<Record<string, unknown>>): TestFile {
  const text = JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: [
      {
        address: `${type}.${name}`,
        mode: 'managed',
        type,
        name,
        provider_name: 'registry.terraform.io/hashicorp/aws',
        change: { actions: ['create'], before: null, after: values, after_unknown: {} },
      },
    ],
    configuration: { root_module: {} },
  });
  return { path: 'plan.json', text };
}

/** The same with a marker line under the first place where `part` stands in the text of the plan. */
export function markedPlan(
  type: string,
  name: string,
  values: Readonly<Record<string, unknown>>,
  part: string,
  message: string,
): TestFile {
  const { path, text } = plan(type, name, values) as { path: string; text: string };
  const at = text.indexOf(part);
  return { path, text: `${text}\n//${' '.repeat(at - 2)}${'^'.repeat(part.length)} ${message}\n` };
}
