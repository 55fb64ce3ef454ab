/** The variables of the loops around a place, innermost first. */
export class Locals {
  readonly #name: string;
  readonly #value: string;
  readonly #outer: Locals | undefined;

  constructor(name: string, value: string, outer: Locals | undefined) {
    this.#name = name;
    this.#value = value;
    this.#outer = outer;
  }

  get(name: string): string | undefined {
    return name === this.#name ? this.#value : this.#outer?.get(name);
  }

  /**
   * Text with `${Name}` and `&{Name}` replaced; the latter leaves only letters and digits, for logical ids.
   * Source: CloudFormation user guide, Fn::ForEach.
   */
  fill(text: string): string {
    if (!text.includes('{')) return text;
    return text.replace(/([$&])\{([^{}]*)\}/g, (whole, mark: string, name: string) => {
      const value = this.get(name);
      if (value === undefined) return whole;
      return mark === '&' ? value.replace(/[^A-Za-z0-9]/g, '') : value;
    });
  }
}
