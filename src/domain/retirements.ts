import table from '../../schemas/aws/retirements.json' with { type: 'json' };

/** Something around containers on AWS that its maker has ended. */
export interface Retirement {
  /** As rules call it: `eks-al2-ami`. */
  readonly name: string;
  /** A noun phrase for messages. */
  readonly what: string;
  /** The day of its end, as `2025-11-26`; undefined where the source gives none. */
  readonly on: string | undefined;
  readonly successor: string;
  /** False where no page of the vendor confirmed it: no ground for an error. */
  readonly verified: boolean;
}

/** The retirement of that name, once its day has come; undefined before. Source: schemas/aws/retirements.json. */
export function retirement(name: string, today: string = table.asOf): Retirement | undefined {
  const row = table.retirements.find((each) => each.name === name);
  if (!row || (row.on !== null && row.on > today)) return undefined;
  const { what, on, successor, verified } = row;
  return { name, what, on: on ?? undefined, successor, verified };
}
