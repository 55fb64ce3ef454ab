import module from 'node:module';
import { start } from './start.ts';

// Node 22 keeps compiled code between runs; Node 20 does not know how. What follows is loaded on demand and so after it.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();
await start();
