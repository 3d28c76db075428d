import { pathToFileURL } from 'node:url';

/** The part of the replay server's counters that tests look at. */
export interface ReplayStats {
  readonly requests: number;
  readonly endpoints: Readonly<Record<string, { readonly count: number; readonly ok: number; readonly bytes: number }>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly quotaViolations: Readonly<Record<string, number>>;
  readonly arxivSpacingViolations: number;
  /** List pages that were served whole more than once, retries after a fault not counted. */
  readonly duplicatePageFetches: { readonly total: number };
}

export interface ReplayServer {
  readonly urls: { readonly hf: string; readonly arxiv: string; readonly openml: string; readonly hypha: string };
  stats(): ReplayStats;
  /** Forgets counters, faults given and quotas used. */
  reset(): void;
  close(): Promise<void>;
}

interface ReplayModule {
  startReplay(options: Readonly<Record<string, unknown>>): Promise<ReplayServer>;
}

/** `STEMMA_REPLAY`: where the module of the replay server is; empty when unset. */
export const replayPath = process.env['STEMMA_REPLAY'] ?? '';

/** The recorded Hub of day 1 on a free port. Options are those of the replay server's command line in camelCase. */
export async function startReplay(options: Readonly<Record<string, unknown>> = {}): Promise<ReplayServer> {
  const module = (await import(pathToFileURL(replayPath).href)) as ReplayModule;
  const data = process.env['STEMMA_REALDATA'];
  return module.startReplay({ port: 0, snapshot: 'day1', ...(data === undefined ? {} : { data }), ...options });
}

/** Models changed longest ago: the last of the list that takes those changed last. Plain `fetch`, asked beforehand. */
export async function idsAtTheEnd(replay: ReplayServer, count: number): Promise<string[]> {
  let url: string | undefined = `${replay.urls.hf}/api/models?limit=1000&sort=lastModified`;
  let ids: string[] = [];
  while (url !== undefined) {
    const response: Response = await fetch(url);
    ids = [...ids, ...((await response.json()) as { id: string }[]).map((row) => row.id)];
    url = /<([^>]+)>; *rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  replay.reset();
  return ids.slice(-count);
}
