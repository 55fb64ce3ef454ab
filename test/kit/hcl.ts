import { yaml } from '../../src/kit/index.ts';

/** A Terraform source as `main.tf`; marker lines begin with `#`, and `${` is written `\${`. */
export function hcl(...written: Parameters<typeof yaml>): { readonly path: string; readonly text: string } {
  return { path: 'main.tf', text: yaml(...written).text };
}
