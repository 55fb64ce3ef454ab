const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** Whether the name is that of a time zone of the IANA database, in any case; its aliases count: `US/Eastern`. */
export function isTimeZone(name: string): boolean {
  return formatIn(name) !== undefined;
}

/** The names of time zones, for suggestions; aliases are not among them. Source: the IANA database that Node carries. */
export function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

/** The wall clock of a time zone at a moment: milliseconds as if it were UTC. The zone must be one. */
export function wallClock(moment: number, zone: string): number {
  if (zone === 'UTC') return moment;
  const parts = new Map(
    formatIn(zone)
      ?.formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * The first moment at which the wall clock of a zone shows this time; undefined when it never does, because clocks are put
 * forward past it.
 */
export function momentOf(wall: number, zone: string): number | undefined {
  if (zone === 'UTC') return wall;
  // No zone changes its offset twice within two days.
  const offsets = [wall - DAY, wall + DAY].map((near) => wallClock(near, zone) - near);
  const moments = offsets.map((offset) => wall - offset).filter((moment) => wallClock(moment, zone) === wall);
  return moments.length > 0 ? Math.min(...moments) : undefined;
}

function formatIn(zone: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(zone)) formats.set(zone, makeFormat(zone));
  return formats.get(zone);
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  // Newer Nodes take offsets such as '+05:30', too, which are no names.
  if (!/^[A-Za-z]/.test(timeZone)) return undefined;
  const numeric = 'numeric';
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
    });
  } catch {
    return undefined;
  }
}
