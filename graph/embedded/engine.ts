import type { GrafeoDB, GrafeoValue } from '@grafeo-db/js';
import { arch, platform } from 'node:os';
import { StemmaError } from '../../src/core/errors.ts';

/** The door to the embedded engine: loaded when first needed, since it is a native library of 15 MB. */
export type EngineDatabase = GrafeoDB;
export type EngineValue = GrafeoValue;

type Engine = typeof GrafeoDB;
let loaded: Promise<Engine> | undefined;

/** @throws StemmaError STEMMA_STORE where the package has no build for this platform. */
export function loadEngine(): Promise<Engine> {
  loaded ??= import('@grafeo-db/js').then(
    (module) => module.default.GrafeoDB,
    (cause: unknown) => {
      throw new StemmaError('STEMMA_STORE', `the embedded graph engine has no build for ${platform()} ${arch()}`, {
        hint: 'use a Neo4j server: --graph neo4j://localhost:7687',
        cause,
      });
    },
  );
  return loaded;
}
