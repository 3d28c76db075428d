#!/usr/bin/env node
import { runCli } from './program.ts';

const exitCode = await runCli(process.argv.slice(2));
// Idle connections and timers must not keep a finished command alive.
process.exit(exitCode);
