// Preloaded into a measured process: writes its peak memory in KiB to the file named by BENCH_PEAK when it exits.
import { writeFileSync } from 'node:fs';

const file = process.env.BENCH_PEAK;
if (file) process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
