import type { Origin } from '../../../values/index.ts';

const span = { source: { path: '', text: '' }, start: 0, end: 0 };

/** The origin of what is written nowhere. It is put at the place of its use before anybody sees it. */
export const NOWHERE: Origin = { span, head: span, name: '', via: [] };
