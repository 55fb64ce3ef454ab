/** How ECS moves traffic from the old tasks of a service to as many new ones that run beside them. */
export type TrafficShift =
  | { readonly strategy: 'BLUE_GREEN'; readonly bakeMinutes: number }
  | {
      readonly strategy: 'LINEAR';
      readonly bakeMinutes: number;
      /** 3.0 to 100.0. */
      readonly stepPercent: number;
      readonly stepBakeMinutes: number;
    }
  | {
      readonly strategy: 'CANARY';
      readonly bakeMinutes: number;
      /** 0.1 to 100.0. */
      readonly canaryPercent: number;
      readonly canaryBakeMinutes: number;
    };

/** What stands at a moment of the deployment. */
export interface ShiftStep {
  /** Minutes since the new tasks became healthy. */
  readonly minute: number;
  /** Of production traffic that the new tasks get from then on. */
  readonly percent: number;
}

/** Of a step of LINEAR, where nothing is written. Source: ECS API reference, LinearConfiguration. */
export const LINEAR_DEFAULTS = { stepPercent: 10, stepBakeMinutes: 6 } as const;
/** Of CANARY, where nothing is written. Source: ECS API reference, CanaryConfiguration. */
export const CANARY_DEFAULTS = { canaryPercent: 5, canaryBakeMinutes: 10 } as const;

/**
 * When how much traffic has moved. Undefined for figures that ECS refuses: percentages out of range or finer than a tenth,
 * minutes outside 0 to 1440. Source: ECS API reference, DeploymentConfiguration, LinearConfiguration, CanaryConfiguration.
 */
export function shiftSteps(shift: TrafficShift): readonly ShiftStep[] | undefined {
  if (!isMinutes(shift.bakeMinutes)) return undefined;
  switch (shift.strategy) {
    case 'BLUE_GREEN':
      return [{ minute: 0, percent: 100 }];
    case 'CANARY': {
      const { canaryPercent, canaryBakeMinutes } = shift;
      if (!isPercent(canaryPercent, 0.1) || !isMinutes(canaryBakeMinutes)) return undefined;
      if (canaryPercent === 100) return [{ minute: 0, percent: 100 }];
      return [
        { minute: 0, percent: canaryPercent },
        { minute: canaryBakeMinutes, percent: 100 },
      ];
    }
    case 'LINEAR': {
      const { stepPercent, stepBakeMinutes } = shift;
      if (!isPercent(stepPercent, 3) || !isMinutes(stepBakeMinutes)) return undefined;
      const tenths = Math.round(stepPercent * 10);
      return Array.from({ length: Math.ceil(1000 / tenths) }, (_, index) => ({
        minute: index * stepBakeMinutes,
        percent: Math.min(1000, (index + 1) * tenths) / 10,
      }));
    }
  }
}

/** Minutes from healthy new tasks to the end of the old ones, with the time in which ECS could still roll back. */
export function shiftMinutes(shift: TrafficShift): number | undefined {
  const last = shiftSteps(shift)?.at(-1);
  return last && last.minute + shift.bakeMinutes;
}

function isMinutes(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 0 && minutes <= 1440;
}

function isPercent(percent: number, least: number): boolean {
  return percent >= least && percent <= 100 && Math.abs(percent * 10 - Math.round(percent * 10)) < 1e-9;
}
