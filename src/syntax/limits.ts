/** Collections inside collections that we read; deeper texts are no configuration. */
export const MAX_DEPTH = 1000;

/** Faults kept per document; the first ones say what is wrong. */
export const MAX_FAULTS = 100;
