import { pathToFileURL } from 'node:url';

/** The part of the replay server's module that is used. */
interface ReplayModule {
  startReplay(
    options: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly urls: { readonly hf: string }; close(): Promise<void> }>;
}

export const replayPath = process.env['STEMMA_REPLAY'];

const fields = [
  'author',
  'baseModels',
  'cardData',
  'config',
  'createdAt',
  'disabled',
  'downloads',
  'downloadsAllTime',
  'gated',
  'gguf',
  'lastModified',
  'library_name',
  'likes',
  'model-index',
  'pipeline_tag',
  'private',
  'safetensors',
  'sha',
  'tags',
  'trendingScore',
];

/** All pages of the model list of a recorded world, as received. Plain `fetch`, so that it shares nothing with the extractor. */
export async function replayedPages(
  path: string,
  options: Readonly<Record<string, unknown>>,
): Promise<readonly Buffer[]> {
  const module = (await import(pathToFileURL(path).href)) as ReplayModule;
  const replay = await module.startReplay({ port: 0, ...options });
  try {
    const pages: Buffer[] = [];
    let url: string | undefined =
      `${replay.urls.hf}/api/models?limit=1000&sort=createdAt&${fields.map((one) => `expand=${one}`).join('&')}`;
    while (url !== undefined) {
      const response: Response = await fetch(url);
      pages.push(Buffer.from(await response.arrayBuffer()));
      url = /<([^>]+)>; *rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    }
    return pages;
  } finally {
    await replay.close();
  }
}
