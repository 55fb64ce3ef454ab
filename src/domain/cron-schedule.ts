import type { CronField, SpecialDay } from './cron-field.ts';

/** When a cron expression runs, by the wall clock of whatever time zone it is read in. Undefined: unknown text decides. */
export interface CronSchedule {
  readonly kind: 'cron';
  readonly minutes: readonly number[] | undefined;
  readonly hours: readonly number[] | undefined;
  readonly months: readonly number[] | undefined;
  /** Undefined where unknown text decides; `any` in dialects without years. */
  readonly years: readonly number[] | 'any' | undefined;
  readonly days: DayRule;
}

/** The days of a month on which it runs. Weekdays count from Sunday, 0. */
export interface DayRule {
  readonly ofMonth: CronField;
  readonly ofWeek: CronField;
  /** `either`: where both restrict, one of them is enough; Unix's cron. */
  readonly combine: 'both' | 'either';
}

const UNKNOWN_FIELD: CronField = { text: '', any: false, values: undefined, special: [] };

/** Of an expression whose unknown stretches may be several fields. */
export const UNKNOWN_CRON: CronSchedule = {
  kind: 'cron',
  minutes: undefined,
  hours: undefined,
  months: undefined,
  years: undefined,
  days: { ofMonth: UNKNOWN_FIELD, ofWeek: UNKNOWN_FIELD, combine: 'both' },
};

/** The days of a month (1-12) that the rule picks, ascending; undefined where unknown text decides. */
export function daysIn(rule: DayRule, year: number, month: number): readonly number[] | undefined {
  const { ofMonth, ofWeek, combine } = rule;
  const length = daysInMonth(year, month);
  const byDate = ofMonth.values && new Set([...ofMonth.values, ...specialDays(ofMonth.special, year, month)]);
  const byWeekday = ofWeek.values && new Set(ofWeek.values);
  const special = new Set(specialDays(ofWeek.special, year, month));
  const days: number[] = [];
  for (let day = 1; day <= length; day++) {
    const answers = [
      ofMonth.any || byDate?.has(day),
      ofWeek.any || (byWeekday && (byWeekday.has(weekdayOf(year, month, day)) || special.has(day))),
    ];
    const enough =
      combine === 'either' && !ofMonth.any && !ofWeek.any ? answers.some(Boolean) : !answers.includes(false);
    if (!enough) continue;
    if (answers.includes(undefined) && !(combine === 'either' && answers.includes(true))) return undefined;
    days.push(day);
  }
  return days;
}

/** Source: the calendar; `W` stays within its month, as Quartz has it, whose grammar EventBridge's is. */
function specialDays(special: readonly SpecialDay[], year: number, month: number): number[] {
  const length = daysInMonth(year, month);
  return special.flatMap((day) => {
    const found = specialDay(day, year, month, length);
    return found >= 1 && found <= length ? [found] : [];
  });
}

function specialDay(day: SpecialDay, year: number, month: number, length: number): number {
  switch (day.is) {
    case 'last':
      return length - day.before;
    case 'last-weekday':
      return nearestWeekday(length, year, month, length);
    case 'nearest-weekday':
      return day.day > length ? 0 : nearestWeekday(day.day, year, month, length);
    case 'last-of-kind':
      return length - ((weekdayOf(year, month, length) - day.weekday + 7) % 7);
    case 'nth-of-kind':
      return 1 + ((day.weekday - weekdayOf(year, month, 1) + 7) % 7) + 7 * (day.nth - 1);
  }
}

function nearestWeekday(day: number, year: number, month: number, length: number): number {
  const weekday = weekdayOf(year, month, day);
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === length ? day - 2 : day + 1;
  return day;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}
