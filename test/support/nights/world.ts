import { createHash } from 'node:crypto';
import type { Absence, AccountDef, DatasetDef, Gate, LeaderboardRow, ModelDef, PaperDef } from './things.ts';

/** What the Hub knows beside the definition. */
interface Kept {
  /** 24 hex digits; survives every rename. */
  readonly _id: string;
  readonly createdAt: string;
  readonly lastModified: string;
  /** The newest commit. */
  readonly sha: string;
}
export type WorldModel = ModelDef & Kept;
export type WorldDataset = DatasetDef & Kept;

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/** The moment of all changes a night sees for the first time, ISO 8601. */
export type MomentOf = (night: number) => string;

/** The evening before each night, from 10 August 2026 on. */
export const dayBefore: MomentOf = (night) => new Date(Date.UTC(2026, 7, 9 + night, 18)).toISOString();

/** Models of the first night were made so long before it. */
const pastMs = 40 * 86_400_000;

/** The Hub, arXiv and the data sets' server on one night. */
export class World {
  readonly night: number;
  readonly models = new Map<string, WorldModel>();
  readonly datasets = new Map<string, WorldDataset>();
  readonly papers = new Map<string, PaperDef>();
  readonly accounts = new Map<string, AccountDef>();
  /** Old name to new name, answered by 307. */
  readonly modelMoves = new Map<string, string>();
  readonly datasetMoves = new Map<string, string>();
  readonly leaderboard: LeaderboardRow[] = [];
  readonly #momentOf: MomentOf;
  #step = 1;
  #seen = 0;

  constructor(night: number, momentOf: MomentOf = dayBefore) {
    this.night = night;
    this.#momentOf = momentOf;
  }

  /** Everything that follows happens on the day before this night. */
  enter(step: number): void {
    this.#step = step;
  }

  /** @throws when there is one of that name already */
  model(def: ModelDef): void {
    if (this.models.has(def.id)) throw new Error(`there is a model ${def.id} already`);
    this.models.set(def.id, { ...def, ...this.#born('model', def) });
  }

  dataset(def: DatasetDef): void {
    if (this.datasets.has(def.id)) throw new Error(`there is a data set ${def.id} already`);
    this.datasets.set(def.id, { ...def, ...this.#born('dataset', def) });
  }

  paper(def: PaperDef): void {
    this.papers.set(def.id, def);
  }

  account(def: AccountDef): void {
    this.accounts.set(def.name, def);
  }

  /** A new commit, or another setting of the repository: `lastModified` and `sha` move with it. */
  change(id: string, part: Partial<Omit<ModelDef, 'id'>>): void {
    const model = this.#heldModel(id);
    this.models.set(id, { ...model, ...part, ...this.#touched(model) });
  }

  changeDataset(id: string, part: Partial<Omit<DatasetDef, 'id'>>): void {
    const dataset = this.#heldDataset(id);
    this.datasets.set(id, { ...dataset, ...part, ...this.#touched(dataset) });
  }

  /** What moves counters but no commit. */
  count(id: string, row: Readonly<Record<string, unknown>>): void {
    const model = this.#heldModel(id);
    this.models.set(id, { ...model, row: { ...model.row, ...row } });
  }

  /**
   * The same `_id` under another name, without a commit; the old name answers 307, or like a missing one when `by` is `id`.
   */
  rename(id: string, to: string, by: 'redirect' | 'id' = 'redirect'): void {
    const model = this.#heldModel(id);
    if (this.models.has(to)) throw new Error(`there is a model ${to} already`);
    this.models.delete(id);
    this.models.set(to, { ...model, id: to });
    if (by === 'redirect') this.modelMoves.set(id, to);
  }

  moveDataset(id: string, to: string): void {
    const dataset = this.#heldDataset(id);
    this.datasets.delete(id);
    this.datasets.set(to, { ...dataset, id: to });
    this.datasetMoves.set(id, to);
  }

  remove(id: string): void {
    this.#heldModel(id);
    this.models.delete(id);
  }

  removeDataset(id: string): void {
    this.#heldDataset(id);
    this.datasets.delete(id);
  }

  /** With the commit that puts the question into the card. */
  gate(id: string, gated: Gate): void {
    const { front, ...rest } = this.#heldModel(id);
    const { extra_gated_prompt: _, ...others } = { extra_gated_prompt: '', ...front };
    const asked = gated === false ? others : { ...others, extra_gated_prompt: 'Tell us who you are.' };
    this.models.set(id, { ...rest, id });
    this.change(id, { gated, front: asked });
  }

  /** A setting of the repository only, without a commit: `lastModified` stays. */
  gateQuietly(id: string, gated: Gate): void {
    this.models.set(id, { ...this.#heldModel(id), gated });
  }

  /** From now on only refusals, without a commit. Of the three only `disabled` stays in the list. */
  hide(id: string, absence: Absence): void {
    this.models.set(id, { ...this.#heldModel(id), absence });
  }

  show(id: string): void {
    const { absence: _, ...model } = this.#heldModel(id);
    this.models.set(id, model);
  }

  #heldModel(id: string): WorldModel {
    const model = this.models.get(id);
    if (model === undefined) throw new Error(`no model ${id} on night ${this.#step}`);
    return model;
  }

  #heldDataset(id: string): WorldDataset {
    const dataset = this.datasets.get(id);
    if (dataset === undefined) throw new Error(`no data set ${id} on night ${this.#step}`);
    return dataset;
  }

  #born(kind: string, { id, created }: { readonly id: string; readonly created?: string }): Kept {
    this.#seen += 1;
    const moment = Date.parse(this.#momentOf(this.#step));
    const createdAt =
      created ?? new Date(this.#step === 1 ? moment - pastMs + this.#seen * 60_000 : moment).toISOString();
    // Every third was changed again the day after, so that the two orders of the list differ.
    const changed = this.#step === 1 && this.#seen % 3 === 0 ? Date.parse(createdAt) + 86_400_000 : createdAt;
    return {
      _id: `66f0${hash(`${kind} ${id}`).slice(0, 20)}`,
      createdAt,
      lastModified: new Date(changed).toISOString(),
      sha: hash(`${kind} ${id} 1`),
    };
  }

  #touched({ sha }: Kept): Pick<Kept, 'lastModified' | 'sha'> {
    return { lastModified: this.#momentOf(this.#step), sha: hash(`${sha} ${this.#step}`) };
  }
}

/** What happens before which night, as data: the same world each time it is asked for a night. */
export class WorldScript {
  readonly #steps: [night: number, edit: (world: World) => void][] = [];

  model(def: ModelDef): this {
    return this.night(1, (world) => world.model(def));
  }

  dataset(def: DatasetDef): this {
    return this.night(1, (world) => world.dataset(def));
  }

  paper(def: PaperDef): this {
    return this.night(1, (world) => world.paper(def));
  }

  account(def: AccountDef): this {
    return this.night(1, (world) => world.account(def));
  }

  /** Changes that are there from this night on. */
  night(night: number, edit: (world: World) => void): this {
    this.#steps.push([night, edit]);
    return this;
  }

  /** The last night on which something changes. */
  get nights(): number {
    return Math.max(1, ...this.#steps.map(([night]) => night));
  }

  /** The world of that night. */
  at(night: number, momentOf: MomentOf = dayBefore): World {
    const world = new World(night, momentOf);
    for (const [step, edit] of this.#steps.toSorted(([a], [b]) => a - b)) {
      if (step > night) break;
      world.enter(step);
      edit(world);
    }
    return world;
  }
}

/** An empty world to be filled. */
export function world(): WorldScript {
  return new WorldScript();
}
