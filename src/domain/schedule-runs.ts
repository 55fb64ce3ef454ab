import { daysIn, type CronSchedule } from './cron-schedule.ts';
import type { EventSchedule } from './event-schedule.ts';
import { momentOf, wallClock } from './time-zone.ts';
import type { Answer } from './unknown-text.ts';

const MINUTE = 60_000;
/** The last year of EventBridge; by then every expression that ever runs has done so. */
const LAST_YEAR = 2199;

/**
 * The moments after `from` at which a schedule runs, in order, as many as are asked for; a rate counts from `from`. None
 * where unknown text decides. A time that clocks skip in spring is skipped, one that they repeat in autumn runs once, the
 * first time. Source: EventBridge Scheduler user guide, "Schedule types". `zone` must be a time zone.
 */
export function* runsAfter(schedule: EventSchedule, from: Date, zone = 'UTC'): Generator<Date, void, undefined> {
  if (schedule.kind === 'rate') {
    const { minutes } = schedule;
    for (let run = 1; minutes !== undefined; run++) yield new Date(from.getTime() + run * minutes * MINUTE);
    return;
  }
  const walls = schedule.kind === 'at' ? timeOf(schedule.time) : timesOf(schedule, wallClock(from.getTime(), zone));
  for (const wall of walls) {
    const moment = momentOf(wall, zone);
    if (moment !== undefined && moment > from.getTime()) yield new Date(moment);
  }
}

/** The first `count` runs after `from`. */
export function nextRuns(schedule: EventSchedule, from: Date, count: number, zone = 'UTC'): readonly Date[] {
  const runs: Date[] = [];
  if (count < 1) return runs;
  for (const run of runsAfter(schedule, from, zone)) if (runs.push(run) >= count) break;
  return runs;
}

/** Whether it runs at all after `from`: not on 30 February, nor in years that are over. */
export function runsAtAll(schedule: EventSchedule, from: Date): Answer {
  if (schedule.kind === 'rate') return schedule.minutes === undefined ? 'unsure' : 'yes';
  if (schedule.kind === 'at') {
    return schedule.time === undefined ? 'unsure' : Date.parse(`${schedule.time}Z`) > from.getTime() ? 'yes' : 'no';
  }
  const start = from.getTime() - (from.getTime() % (24 * 60 * MINUTE));
  for (const day of daysOf(schedule, start)) {
    if (day === undefined || !schedule.hours || !schedule.minutes) return 'unsure';
    if (day > start || !timesOf(schedule, from.getTime()).next().done) return 'yes';
  }
  return 'no';
}

/**
 * The least number of minutes between two runs within a day; undefined for what runs once a day or less, and where unknown
 * text decides.
 */
export function shortestGapMinutes(schedule: EventSchedule): number | undefined {
  if (schedule.kind === 'rate') return schedule.minutes;
  if (schedule.kind === 'at' || !schedule.hours || !schedule.minutes) return undefined;
  const times = schedule.hours.flatMap((hour) => schedule.minutes?.map((minute) => hour * 60 + minute) ?? []);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  return gaps.length > 0 ? Math.min(...gaps) : undefined;
}

function timeOf(time: string | undefined): readonly number[] {
  return time === undefined ? [] : [Date.parse(`${time}Z`)];
}

/** Wall-clock times after this one, as milliseconds of UTC. */
function* timesOf(schedule: CronSchedule, wall: number): Generator<number, void, undefined> {
  const { hours, minutes } = schedule;
  if (!hours || !minutes) return;
  for (const day of daysOf(schedule, wall)) {
    if (day === undefined) return;
    for (const hour of hours) {
      for (const minute of minutes) {
        const time = day + (hour * 60 + minute) * MINUTE;
        if (time > wall) yield time;
      }
    }
  }
}

/** Its days from that of a time on, at midnight; undefined from where on unknown text decides. */
function* daysOf({ days, months, years }: CronSchedule, from: number): Generator<number | undefined, void, undefined> {
  const first = new Date(from);
  for (let year = first.getUTCFullYear(); year <= LAST_YEAR; year++) {
    if (years && years !== 'any' && !years.includes(year)) continue;
    const earliest = year === first.getUTCFullYear() ? first.getUTCMonth() + 1 : 1;
    for (let month = earliest; month <= 12; month++) {
      if (months && !months.includes(month)) continue;
      const picked = daysIn(days, year, month);
      // A month that unknown text may pick has no day only if its days are known to be none.
      if (!picked || (picked.length > 0 && (!months || !years))) yield undefined;
      if (!picked) return;
      const isFirst = year === first.getUTCFullYear() && month === first.getUTCMonth() + 1;
      for (const day of picked) {
        if (!isFirst || day >= first.getUTCDate()) yield Date.UTC(year, month - 1, day);
      }
    }
  }
}
