import module from 'node:module';

// Node 22 keeps compiled code between runs; Node 20 does not know how.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

const { start } = await import('./start.ts');
await start();
