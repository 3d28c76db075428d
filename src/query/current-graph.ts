import { graphVersion, publishedVersion } from '../../graph/graph-version.ts';
import { type GraphLocation, openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';

interface Opened {
  readonly store: GraphStore;
  /** Of the graph that this store shows; one on a server shows every version. */
  version: string;
  users: number;
  isOld: boolean;
}

const attempts = 5;

/** The graph over the time of a long process: the newest one that was published, while an older one is still read by who began with it. */
export class CurrentGraph {
  readonly location: GraphLocation;
  #opened: Opened;

  private constructor(location: GraphLocation, opened: Opened) {
    this.location = location;
    this.#opened = opened;
  }

  /** @throws StemmaError as `openGraph` */
  static async open(location: GraphLocation): Promise<CurrentGraph> {
    return new CurrentGraph(location, await openVersion(location));
  }

  get version(): string {
    return this.#opened.version;
  }

  async use<T>(read: (store: GraphStore, version: string) => Promise<T>): Promise<T> {
    const opened = this.#opened;
    opened.users += 1;
    try {
      return await read(opened.store, opened.version);
    } finally {
      opened.users -= 1;
      if (opened.isOld && opened.users === 0) await opened.store.close();
    }
  }

  /** Turns to the newest graph; true when it is another than before. */
  async refresh(): Promise<boolean> {
    const before = this.#opened;
    const version = await graphVersion(this.location, before.store);
    if (version === before.version) return false;
    if (before.store.engine === 'neo4j') {
      before.version = version;
      return true;
    }
    this.#opened = await openVersion(this.location);
    await retire(before);
    return true;
  }

  async close(): Promise<void> {
    await retire(this.#opened);
  }
}

async function retire(opened: Opened): Promise<void> {
  opened.isOld = true;
  if (opened.users === 0) await opened.store.close();
}

/** A load may publish while the graph is opened: then it is opened again. */
async function openVersion(location: GraphLocation): Promise<Opened> {
  const isEmbedded = location.uri === undefined;
  for (let attempt = 1; ; attempt += 1) {
    const before = isEmbedded ? await publishedVersion(location.dataDir) : undefined;
    const store = await openGraph(location);
    try {
      const version = await graphVersion(location, store);
      if (!isEmbedded || version === before || attempt === attempts) return { store, version, users: 0, isOld: false };
    } catch (error) {
      await store.close();
      throw error;
    }
    await store.close();
  }
}
