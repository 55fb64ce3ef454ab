import { unknownTerm } from '../computed.ts';
import type { Intrinsic } from './intrinsic.ts';

/** `!GetAZs region`: what zones an account sees is not in any file. */
export const getAzs: Intrinsic = (_call, origin) => unknownTerm('the availability zones of the region', origin);
