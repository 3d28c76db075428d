import { datasetKeys, modelDetailKeys, modelListKeys, pick, readExpand } from './expand.ts';
import { cacheReply, resolveReply, treeReply, type Repo } from './file-routes.ts';
import { datasetSorts, listReply, modelSorts } from './list.ts';
import { datasetRow, filesOfDataset, filesOfModel, modelRow, type Row } from './model-row.ts';
import { absenceReply, decodePath, isBadName, moved, refusal, repoNotFound, type Ask, type Reply } from './reply.ts';
import { tagsByType, tasks } from './vocabulary.ts';
import type { World, WorldDataset, WorldModel } from './world.ts';

export interface HubOptions {
  /** Keys `expand` refuses, on the list or everywhere. */
  readonly refuseOnList?: readonly string[];
  readonly refuse?: readonly string[];
  /** Rows of a page at most, whatever is asked for; 1,000 by default, as on the Hub. */
  readonly mostRows?: number;
}

/** The answer with the name of the endpoint that gave it, for the counts. */
export type Named = readonly [endpoint: string, reply: Reply];

const plainModel = [
  'likes',
  'trendingScore',
  'private',
  'downloads',
  'tags',
  'pipeline_tag',
  'library_name',
  'createdAt',
];
const fullModel = [...plainModel, 'siblings', 'sha', 'author', 'gated', 'disabled', 'lastModified'];
const plainDataset = [
  'author',
  'sha',
  'lastModified',
  'private',
  'gated',
  'disabled',
  'tags',
  'description',
  'citation',
  'downloads',
  'likes',
  'createdAt',
];

/** The Hub's own host on one night. */
export class HubService {
  readonly #options: HubOptions;

  constructor(options: HubOptions) {
    this.#options = options;
  }

  answer(ask: Ask, world: World, cdn: string): Named {
    const { path } = ask;
    if (path === '/api/models') return ['models list', this.#models(ask, world)];
    if (path === '/api/datasets') return ['datasets list', this.#datasets(ask, world)];
    if (path === '/api/tasks') return ['tasks', { status: 200, body: tasks }];
    if (path === '/api/models-tags-by-type') return ['tags', tagsReply(ask)];
    const cache = /^\/api\/resolve-cache\/(models|datasets)\/(.+)$/.exec(path);
    if (cache !== null) return ['cached file', cached(ask, world, cache[1] ?? '', cache[2] ?? '')];
    const account = /^\/api\/(users|organizations)\/([^/]+)\/overview$/.exec(path);
    if (account !== null) return ['account', accountReply(world, account[1] ?? '', account[2] ?? '')];
    const model = /^\/api\/models\/(.+)$/.exec(path);
    if (model !== null) return this.#model(ask, world, model[1] ?? '');
    const dataset = /^\/api\/datasets\/(.+)$/.exec(path);
    if (dataset !== null) return this.#dataset(ask, world, dataset[1] ?? '');
    const file = /^\/(datasets\/)?(.+?)\/(?:resolve)\/([^/]+)\/(.+)$/.exec(path);
    if (file !== null) return ['file', fileReply(ask, world, cdn, file)];
    return ['unknown', refusal(404, 'Not Found')];
  }

  #allowed(keys: readonly string[], onList: boolean): readonly string[] {
    const refused = [...(this.#options.refuse ?? []), ...(onList ? (this.#options.refuseOnList ?? []) : [])];
    return keys.filter((key) => !refused.includes(key));
  }

  #models(ask: Ask, world: World): Reply {
    const rows = [...world.models.values()].filter(isListed).map((model) => modelRow(model, world));
    const kind = {
      expand: this.#allowed(modelListKeys, true),
      sorts: modelSorts,
      plain: plainModel,
      full: fullModel,
      most: this.#options.mostRows ?? 1000,
    };
    return listReply(ask, rows, kind);
  }

  #datasets(ask: Ask, world: World): Reply {
    const rows = [...world.datasets.values()].filter(isListed).map(datasetRow);
    const kind = {
      expand: datasetKeys,
      sorts: datasetSorts,
      plain: plainDataset,
      full: plainDataset,
      most: this.#options.mostRows ?? 1000,
    };
    return listReply(ask, rows, kind);
  }

  #model(ask: Ask, world: World, rest: string): Named {
    const [idPart = '', treePart] = rest.split('/tree/');
    const [encoded = '', revision] = idPart.split('/revision/');
    const id = decodePath(encoded) ?? '';
    const name = treePart === undefined ? 'model' : 'model tree';
    const found = findModel(ask, world, id, `/api/models/${encoded}`, rest.slice(encoded.length));
    if ('status' in found) return [name, found];
    if (treePart !== undefined) {
      const [rev = '', ...folder] = treePart.split('/');
      return [name, treeReply(ask, repoOfModel(found), decodePath(rev) ?? '', decodePath(folder.join('/')) ?? '')];
    }
    const row = modelRow(found, world);
    return [name, this.#detail(ask, row, filesOfModel(found), revision, this.#allowed(modelDetailKeys, false), true)];
  }

  #dataset(ask: Ask, world: World, rest: string): Named {
    const isCroissant = rest.endsWith('/croissant');
    const path = isCroissant ? rest.slice(0, -'/croissant'.length) : rest;
    const [encoded = '', revision] = path.split('/revision/');
    const id = decodePath(encoded) ?? '';
    const name = isCroissant ? 'croissant' : 'dataset';
    const to = world.datasetMoves.get(id);
    if (to !== undefined)
      return [name, moved(`${ask.prefix}/api/datasets/${to}${rest.slice(encoded.length)}${ask.url.search}`)];
    const dataset = world.datasets.get(id);
    if (dataset === undefined) return [name, repoNotFound(ask)];
    if (dataset.absence !== undefined) return [name, absenceReply(dataset.absence, ask)];
    if (isCroissant) return [name, croissantReply(dataset)];
    return [name, this.#detail(ask, datasetRow(dataset), filesOfDataset(dataset), revision, datasetKeys, false)];
  }

  #detail(
    ask: Ask,
    row: Row,
    files: Repo['files'],
    revision: string | undefined,
    allowed: readonly string[],
    withModelId: boolean,
  ): Reply {
    const rev = revision === undefined ? 'main' : decodePath(revision);
    if (rev === undefined || !['main', 'HEAD', row['sha']].includes(rev)) {
      return refusal(404, `Invalid rev id: ${rev}`, 'RevisionNotFound');
    }
    const keys = readExpand(ask.url.searchParams, allowed);
    if ('status' in keys) return keys;
    if (keys.length > 0) return { status: 200, body: pick(row, keys) };
    const withBlobs = ask.url.searchParams.get('blobs') === 'true';
    const siblings = files.map(({ path, size, oid, lfs }) => ({
      rfilename: path,
      ...(withBlobs
        ? { size, blobId: oid.slice(0, 40), ...(lfs ? { lfs: { sha256: oid, size, pointerSize: 134 } } : {}) }
        : {}),
    }));
    const more = withModelId ? { modelId: row.id } : {};
    return { status: 200, body: { ...row, ...more, siblings }, headers: { etag: `W/"${String(row['sha'])}"` } };
  }
}

function isListed({ absence }: { readonly absence?: string }): boolean {
  return absence === undefined || absence === 'disabled';
}

/** The model of that name, or the answer when there is nothing to see. `tail` is what follows the id in the address. */
function findModel(ask: Ask, world: World, id: string, place: string, tail: string): WorldModel | Reply {
  const to = world.modelMoves.get(id);
  if (to !== undefined) {
    const base = place.slice(0, place.length - encodeId(id).length);
    return moved(`${ask.prefix}${base}${to}${tail}${ask.url.search}`);
  }
  if (isBadName(id)) return refusal(400, `Invalid repo name: ${id}`);
  const model = world.models.get(id);
  if (model === undefined) return repoNotFound(ask);
  return model.absence === undefined ? model : absenceReply(model.absence, ask);
}

function encodeId(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}

function repoOfModel(model: WorldModel): Repo {
  return { id: model.id, sha: model.sha, gated: (model.gated ?? false) !== false, files: filesOfModel(model) };
}

function repoOfDataset(dataset: WorldDataset): Repo {
  return {
    id: dataset.id,
    sha: dataset.sha,
    gated: (dataset.gated ?? false) !== false,
    files: filesOfDataset(dataset),
  };
}

function croissantReply({ croissant }: WorldDataset): Reply {
  if (croissant === undefined) return refusal(404, 'Croissant is not available for this dataset', 'ResponseNotFound');
  const body = typeof croissant === 'string' ? Buffer.from(croissant) : Buffer.from(JSON.stringify(croissant));
  return { status: 200, body, headers: { 'content-type': 'application/ld+json; charset=utf-8' } };
}

function fileReply(
  ask: Ask,
  world: World,
  cdn: string,
  [, data, encoded = '', rev = '', rest = '']: RegExpExecArray,
): Reply {
  const id = decodePath(encoded) ?? '';
  const [revision = '', path = ''] = [decodePath(rev), decodePath(rest)];
  if (data !== undefined) {
    const dataset = world.datasets.get(id);
    if (dataset === undefined) return repoNotFound(ask);
    if (dataset.absence !== undefined) return absenceReply(dataset.absence, ask);
    return resolveReply(ask, repoOfDataset(dataset), 'datasets', revision, path, cdn);
  }
  const found = findModel(ask, world, id, `/${encoded}`, `/resolve/${rev}/${rest}`);
  return 'status' in found ? found : resolveReply(ask, repoOfModel(found), 'models', revision, path, cdn);
}

/** `{id}/{sha}/{path}`: an id has one or two parts, and only the world knows which. */
export function cached(ask: Ask, world: World, kind: string, rest: string): Reply {
  const parts = (decodePath(rest) ?? '').split('/');
  for (const length of [2, 1]) {
    const id = parts.slice(0, length).join('/');
    const dataset = kind === 'datasets' ? world.datasets.get(id) : undefined;
    const model = kind === 'models' ? world.models.get(id) : undefined;
    const repo = model !== undefined ? repoOfModel(model) : dataset === undefined ? undefined : repoOfDataset(dataset);
    if (repo !== undefined) return cacheReply(ask, repo, parts[length] ?? '', parts.slice(length + 1).join('/'));
  }
  return repoNotFound(ask);
}

function tagsReply(ask: Ask): Reply {
  const type = ask.url.searchParams.get('type');
  if (type === null) return { status: 200, body: tagsByType };
  const one = tagsByType[type];
  return one === undefined ? refusal(400, `Invalid option at type`) : { status: 200, body: { [type]: one } };
}

function accountReply(world: World, path: string, encoded: string): Reply {
  const account = world.accounts.get(decodePath(encoded) ?? '');
  if (account === undefined || account.kind !== (path === 'users' ? 'user' : 'org')) return refusal(404, 'Not Found');
  const { name, fullname = name } = account;
  const numModels = [...world.models.keys()].filter((id) => id.startsWith(`${name}/`)).length;
  const common = { fullname, avatarUrl: '/avatars/none.svg', numModels, numDatasets: 0, numSpaces: 0, numFollowers: 3 };
  const _id = Buffer.from(name.padEnd(12).slice(0, 12)).toString('hex');
  return {
    status: 200,
    body:
      account.kind === 'user'
        ? { _id, user: name, ...common, isPro: false, orgs: [], type: 'user', createdAt: '2024-01-02T03:04:05.000Z' }
        : { _id, name, ...common, details: '', isVerified: true, numUsers: 5, plan: 'team', type: 'org' },
  };
}
