import table from '../../schemas/aws/log-drivers.json' with { type: 'json' };

/** A log driver that ECS accepts. */
export interface LogDriver {
  /** As in `logDriver`: 'awslogs'. */
  readonly name: string;
  /** Whether tasks on Fargate may use it; on other capacity every driver may be used that the instance allows. */
  readonly fargate: boolean;
  /** Options without which the task is refused or never starts; a secret option of the name counts too. */
  readonly requiredOptions: readonly string[];
}

/** Every log driver of ECS. Source: schemas/aws/log-drivers.json. */
export const logDrivers: readonly LogDriver[] = table.drivers;

/** The driver of that name; undefined when ECS has none. Case counts. */
export function logDriver(name: string): LogDriver | undefined {
  return logDrivers.find((driver) => driver.name === name);
}
