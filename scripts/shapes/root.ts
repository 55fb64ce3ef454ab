import { fileURLToPath } from 'node:url';

/** The repository's root folder, absolute. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));
