import type { Transport } from '../../../src/core/http/types.ts';

/** A source's servers, small and made up. */
export interface SourceServers {
  /** Settings that make the source read them: names that can never be a server, or addresses of the loopback interface. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Carries requests to them. Without one they are asked over the network, on the loopback interface. */
  readonly transport?: () => Transport;
  close?(): Promise<void>;
}

/**
 * What the conformance suite needs of a source besides its definition: answers for every stage that is on by default, a handful
 * of records each, some of them missing. Equal requests are answered equally.
 */
export type SourceFixture = () => SourceServers | Promise<SourceServers>;
