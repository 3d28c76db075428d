import { readFileSync } from 'node:fs';
import type { Relation } from './nights/things.ts';
import { world, type WorldScript } from './nights/world.ts';

interface JudgedModel {
  /** Tag of the Hub; absent: none stated. */
  readonly license?: string;
  /** Absent with `of`: not stated. */
  readonly kind?: Relation;
  readonly of?: readonly string[];
}

/** A family whose verdict was judged by hand from public licence texts; `a` is the model that is asked for. */
export interface JudgedChain {
  readonly name: string;
  readonly why: string;
  readonly verdict: string;
  readonly models: Readonly<Record<string, JudgedModel>>;
  readonly steps: readonly {
    readonly child: string;
    readonly parent: string;
    readonly verdict: string;
    readonly rule: string;
    /** How its clause begins; null: none. */
    readonly clause: string | null;
  }[];
}

export const judgedChains = JSON.parse(
  readFileSync(new URL('../fixtures/license-chains.json', import.meta.url), 'utf8'),
) as readonly JudgedChain[];

/** `three-apache/a` */
export function chainModel({ name }: JudgedChain, key: string): string {
  return `${name}/${key}`;
}

/** Every judged family on one Hub. */
export function chainWorld(): WorldScript {
  const script = world();
  for (const chain of judgedChains) {
    for (const [key, { license, kind, of }] of Object.entries(chain.models)) {
      const bases = (of ?? []).map((base) => chainModel(chain, base));
      script.model({
        id: chainModel(chain, key),
        front: {
          ...(license === undefined ? {} : { license }),
          ...(license === 'other' ? { license_name: `${chain.name}-terms` } : {}),
          ...(bases.length === 0 ? {} : { base_model: bases }),
        },
        ...(kind === undefined ? {} : { base: { relation: kind, ids: bases } }),
      });
    }
  }
  return script;
}
