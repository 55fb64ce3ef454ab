import table from '../../schemas/aws/instance-types.json' with { type: 'json' };

/** Sizes and figures of the instance types, a line for each family. Source: schemas/aws/instance-types.json. */
export const FAMILIES: Readonly<Record<string, string>> = table.families;
