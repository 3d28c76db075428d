import { canonicalDataset } from '../../ontology/vocab/dataset-aliases.ts';
import { hubLicenseTags } from '../../ontology/vocab/licenses.ts';
import { countAgain, type Edge, type LineageRow } from './lineage-recount.ts';

/** A row of the Hub's list, as it was served. */
export interface HubRow extends LineageRow {
  readonly author: string;
  readonly gated: false | string;
  readonly downloads: number;
  readonly pipeline_tag?: string;
  readonly library_name?: string;
  readonly cardData?: LineageRow['cardData'] & Readonly<Record<string, unknown>>;
  readonly safetensors?: { readonly total?: number };
  readonly gguf?: { readonly total?: number };
  readonly 'model-index'?:
    | readonly {
        readonly results?: readonly {
          readonly metrics?: readonly { readonly name?: string; readonly value?: unknown }[];
        }[];
      }[]
    | null;
}

type Cells = readonly (readonly unknown[])[];

/**
 * Answers to questions of the catalogue by counting in what the Hub served, without the mapper, the graph or its queries: of
 * models by their ids, with the columns that are named.
 */
export class CatalogueRecount {
  readonly #rows: readonly HubRow[];
  readonly #described: ReadonlySet<string>;
  readonly #byId: ReadonlyMap<string, HubRow>;
  readonly #edges: readonly Edge[];
  readonly #parents = new Map<string, Set<string>>();
  readonly #children = new Map<string, Set<string>>();
  /** Other letter cases of one described model. */
  readonly #otherNames = new Map<string, string>();

  constructor(rows: readonly HubRow[]) {
    this.#rows = rows;
    this.#byId = new Map(rows.map((row) => [row.id, row]));
    this.#described = new Set(this.#byId.keys());
    const folded = new Map<string, string[]>();
    for (const id of this.#described) folded.set(id.toLowerCase(), [...(folded.get(id.toLowerCase()) ?? []), id]);
    const meant = (name: string): string => {
      const twins = folded.get(name.toLowerCase()) ?? [];
      if (this.#described.has(name) || twins.length !== 1) return name;
      this.#otherNames.set(name, twins[0] as string);
      return twins[0] as string;
    };
    const edges = new Map<string, Edge>();
    for (const [child, type, parent] of countAgain(rows).edges) {
      const edge = [child, type, meant(parent)] as const;
      if (edge[2] !== child) edges.set(edge.join(' '), edge);
    }
    this.#edges = [...edges.values()];
    for (const [child, , parent] of this.#edges) {
      put(this.#parents, child, parent);
      put(this.#children, parent, child);
    }
  }

  /** By query: the parameters to ask with, the columns that are counted, and what they must hold, in any order. */
  answers(
    star: string,
    deep: string,
  ): Readonly<Record<string, { given: object; columns: readonly string[]; rows: Cells }>> {
    // An owner may be named as a kind of thing is.
    const hf = (id: string): string => (id.startsWith('models/') ? `hf:models/${id}` : `hf:${id}`);
    const ids = (all: Iterable<string>): Cells => [...all].map((id) => [hf(id)]);
    const limit = 50_000;
    const licensed = new Map(
      this.#rows.map((row) => [row.id, licenseWords(row)] as const).filter(([, words]) => words.size > 0),
    );
    const dataset = mostOf(this.#rows.flatMap((row) => datasetsOf(row)));
    const paper = mostOf(this.#rows.flatMap((row) => papersOf(row)));
    const [a, b] = this.#twoWithCommonAncestors();
    const ancestors = this.#walk(deep, this.#parents);
    const roots = [...this.#walk(deep, this.#parents)].filter(([id]) => !this.#parents.has(id));
    const mostScored = this.#rows.toSorted((one, other) => scoresOf(other).length - scoresOf(one).length)[0];
    const trained = new Set(this.#rows.filter((row) => datasetsOf(row).has(dataset)).map(({ id }) => id));
    return {
      'lineage/most-children': {
        given: { limit },
        columns: ['id', 'children', 'resolved'],
        rows: [...this.#children].map(([id, own]) => [hf(id), own.size, this.#described.has(id)]),
      },
      'lineage/children-by-kind': {
        given: { id: hf(star), limit },
        columns: ['kind', 'id'],
        rows: this.#edges.filter(([, , parent]) => parent === star).map(([child, type]) => [type, hf(child)]),
      },
      'lineage/counts': {
        given: {},
        columns: ['kind', 'total', 'betweenDescribed'],
        rows: [...new Set(this.#edges.map(([, type]) => type))].map((type) => {
          const own = this.#edges.filter((edge) => edge[1] === type);
          return [type, own.length, own.filter(([, , parent]) => this.#described.has(parent)).length];
        }),
      },
      'lineage/ancestors': {
        given: { id: hf(deep), limit },
        columns: ['id', 'depth', 'resolved'],
        rows: [...ancestors].map(([id, depth]) => [hf(id), depth, this.#described.has(id)]),
      },
      'lineage/descendants': {
        given: { id: hf(star), limit },
        columns: ['id', 'depth'],
        rows: [...this.#walk(star, this.#children)].map(([id, depth]) => [hf(id), depth]),
      },
      'lineage/relatives': {
        given: { id: hf(star), limit },
        columns: ['id'],
        rows: this.#relatives(star).map((id) => [hf(id)]),
      },
      'lineage/edges-between': {
        given: { id: hf(deep), ancestor: hf(roots[0]?.[0] ?? ''), limit },
        columns: ['id', 'kind', 'parent'],
        rows: this.#between(deep, roots[0]?.[0] ?? '').map(([id, kind, parent]) => [hf(id), kind, hf(parent)]),
      },
      'lineage/roots-of-model': {
        given: { id: hf(deep), limit },
        columns: ['id', 'depth'],
        rows: roots.map(([id, depth]) => [hf(id), depth]),
      },
      'lineage/roots-with-most-descendants': {
        given: { limit },
        columns: ['id', 'descendants', 'resolved'],
        rows: [...this.#children.keys()]
          .filter((id) => !this.#parents.has(id))
          .map((id) => [hf(id), this.#walk(id, this.#children).size, this.#described.has(id)]),
      },
      'lineage/common-ancestors': {
        given: { a: hf(a), b: hf(b), limit },
        columns: ['id', 'depthOfA', 'depthOfB'],
        rows: [...this.#walk(a, this.#parents)].flatMap(([id, depth]) => {
          const other = this.#walk(b, this.#parents).get(id);
          return other === undefined ? [] : [[hf(id), depth, other]];
        }),
      },
      'lineage/merges': {
        given: { limit },
        columns: ['id', 'parentCount'],
        rows: [...groupOf(this.#edges.filter(([, type]) => type === 'MERGED_FROM'))]
          .filter(([, parents]) => parents.size > 0)
          .map(([id, parents]) => [hf(id), parents.size]),
      },
      'lineage/quantizations': {
        given: { id: hf(star), limit },
        columns: ['id'],
        rows: ids(
          groupOf(this.#edges.filter(([, type, parent]) => type === 'QUANTIZED_FROM' && parent === star)).keys(),
        ),
      },
      'lineage/kind-not-stated': {
        given: { limit },
        columns: ['id', 'base'],
        rows: this.#edges.filter(([, type]) => type === 'BASE_MODEL').map(([id, , base]) => [hf(id), hf(base)]),
      },
      'lineage/other-names': {
        given: { limit },
        columns: ['name', 'leadsTo'],
        rows: [
          ...[...this.#otherNames].map(([name, leadsTo]) => [hf(name), hf(leadsTo)]),
          ...[...new Set(this.#rows.flatMap((row) => [...datasetsOf(row)]))].flatMap((name) => {
            const now = canonicalDataset(name);
            return now === undefined ? [] : [[`hf:datasets/${name}`, `hf:datasets/${now.id}`]];
          }),
        ],
      },
      'lineage/gated-parents': {
        given: { limit },
        columns: ['parent', 'gated', 'id', 'kind'],
        rows: this.#edges.flatMap(([id, kind, parent]) => {
          const gated = this.#byId.get(parent)?.gated ?? false;
          return gated === false || this.#byId.get(id)?.gated !== false ? [] : [[hf(parent), gated, hf(id), kind]];
        }),
      },
      'lineage/publishers-of-derivatives': {
        given: { id: hf(star), limit },
        columns: ['account', 'models', 'direct'],
        rows: this.#publishers(star).map(([owner, all, direct]) => [`hf:accounts/${owner}`, all, direct]),
      },
      'quality/missing-parents': {
        given: { limit },
        columns: ['id', 'children'],
        rows: [...this.#children].filter(([id]) => !this.#described.has(id)).map(([id, own]) => [hf(id), own.size]),
      },
      'quality/missing-license': {
        given: { limit },
        columns: ['id', 'children'],
        rows: [...this.#described]
          .filter((id) => !licensed.has(id))
          .map((id) => [hf(id), this.#edges.filter(([, , parent]) => parent === id).length]),
      },
      'governance/license-left-out': {
        given: { limit },
        columns: ['id', 'kind', 'parent'],
        rows: this.#edges
          .filter(([child, , parent]) => !licensed.has(child) && licensed.has(parent))
          .map(([child, type, parent]) => [hf(child), type, hf(parent)]),
      },
      'governance/models-by-license': {
        given: { license: 'mit', limit },
        columns: ['id'],
        rows: ids([...licensed].filter(([, words]) => words.has('mit')).map(([id]) => id)),
      },
      'governance/accounts-by-models': {
        given: { limit },
        columns: ['account', 'models'],
        rows: tallied(this.#rows.map(({ author }) => author)).map(([author, count]) => [
          `hf:accounts/${author}`,
          count,
        ]),
      },
      'governance/gated-models': {
        given: { limit },
        columns: ['id', 'gated'],
        rows: this.#rows.flatMap(({ id, gated }) => (gated === false ? [] : [[hf(id), gated]])),
      },
      'governance/datasets-by-models': {
        given: { limit },
        columns: ['id', 'models'],
        rows: tallied(this.#rows.flatMap((row) => [...new Set([...datasetsOf(row)].map(nameOfToday))])).map(
          ([id, count]) => [`hf:datasets/${id}`, count],
        ),
      },
      'governance/models-trained-on': {
        given: { id: `hf:datasets/${dataset}`, limit },
        columns: ['id'],
        rows: ids(new Set([...trained, ...[...trained].flatMap((id) => [...this.#walk(id, this.#children).keys()])])),
      },
      'lineage/impact-of-dataset': {
        given: { id: `hf:datasets/${dataset}`, limit },
        columns: ['id'],
        rows: ids(new Set([...trained, ...[...trained].flatMap((id) => [...this.#walk(id, this.#children).keys()])])),
      },
      'governance/most-cited-papers': {
        given: { limit },
        columns: ['id', 'models'],
        rows: tallied(this.#rows.flatMap((row) => [...papersOf(row)])).map(([id, count]) => [`arxiv:${id}`, count]),
      },
      'discovery/models-of-paper': {
        given: { id: `arxiv:${paper}`, limit },
        columns: ['id'],
        rows: ids(this.#rows.filter((row) => papersOf(row).has(paper)).map(({ id }) => id)),
      },
      'governance/models-by-task': {
        given: { task: 'text-to-image', limit },
        columns: ['id'],
        rows: ids(
          this.#rows
            .filter(({ tags, pipeline_tag: task }) => task === 'text-to-image' || tags.includes('text-to-image'))
            .map(({ id }) => id),
        ),
      },
      'lineage/adapters-by-rank': {
        given: { id: hf(star), limit },
        columns: ['id', 'rank'],
        rows: this.#edges
          .filter(([, type, parent]) => type === 'ADAPTER_OF' && parent === star)
          .map(([id]) => [hf(id), null]),
      },
      'quality/completeness': {
        given: { limit },
        columns: ['hub', 'models', 'licensed', 'trained', 'derived', 'evaluated'],
        rows: [
          [
            'hf',
            this.#rows.length,
            licensed.size,
            this.#rows.filter((row) => datasetsOf(row).size > 0).length,
            this.#parents.size,
            this.#rows.filter((row) => scoresOf(row).length > 0).length,
          ],
        ],
      },
      'experiments/evaluations-of-model': {
        given: { id: hf(mostScored?.id ?? ''), limit },
        columns: ['measure', 'value'],
        rows: mostScored === undefined ? [] : scoresOf(mostScored),
      },
      'discovery/small-models-of-task': {
        given: { task: 'term:hf-task/text-generation', limit },
        columns: ['id', 'parameters'],
        rows: this.#rows.flatMap(({ id, tags, pipeline_tag: task, safetensors, gguf }) => {
          const parameters = safetensors?.total ?? gguf?.total ?? Infinity;
          const isOfTask = task === 'text-generation' || tags.includes('text-generation');
          return isOfTask && parameters <= 8_000_000_000 ? [[hf(id), parameters]] : [];
        }),
      },
    };
  }

  /** Steps at least, without the thing itself. */
  #walk(from: string, next: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, number> {
    const depths = new Map([[from, 0]]);
    for (const [id, depth] of depths)
      for (const one of next.get(id) ?? []) if (!depths.has(one)) depths.set(one, depth + 1);
    depths.delete(from);
    return depths;
  }

  #relatives(id: string): readonly string[] {
    const roots = [id, ...this.#walk(id, this.#parents).keys()].filter((one) => !this.#parents.has(one));
    return [...new Set(roots.flatMap((root) => [root, ...this.#walk(root, this.#children).keys()]))].filter(
      (one) => one !== id,
    );
  }

  #between(id: string, ancestor: string): readonly Edge[] {
    const below = new Set([ancestor, ...this.#walk(ancestor, this.#children).keys()]);
    const above = new Set([id, ...this.#walk(id, this.#parents).keys()]);
    return this.#edges.filter(([child, , parent]) => above.has(child) && below.has(parent));
  }

  #publishers(id: string): readonly (readonly [string, number, number])[] {
    const owners = new Map<string, number[]>();
    for (const [child, depth] of this.#walk(id, this.#children)) {
      const owner = this.#byId.get(child)?.author;
      if (owner !== undefined) owners.set(owner, [...(owners.get(owner) ?? []), depth]);
    }
    return [...owners].map(([owner, depths]) => [owner, depths.length, depths.filter((one) => one === 1).length]);
  }

  #twoWithCommonAncestors(): readonly [string, string] {
    const deep = [...this.#parents.keys()].filter((id) => this.#walk(id, this.#parents).size > 2).toSorted();
    for (const a of deep)
      for (const b of deep)
        if (a < b && [...this.#walk(a, this.#parents).keys()].some((id) => this.#walk(b, this.#parents).has(id)))
          return [a, b];
    return ['', ''];
  }
}

function put(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}

function groupOf(edges: readonly Edge[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [child, , parent] of edges) put(groups, child, parent);
  return groups;
}

function tallied(words: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts];
}

function mostOf(sets: Iterable<ReadonlySet<string>> | readonly ReadonlySet<string>[]): string {
  const all = tallied([...sets].flatMap((one) => [...one]));
  return all.toSorted((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))[0]?.[0] ?? '';
}

/** Words that are among the Hub's licences; `other` alone names none. */
function licenseWords({ tags, cardData }: HubRow): ReadonlySet<string> {
  const told = [
    ...tags.filter((tag) => tag.startsWith('license:')).map((tag) => tag.slice('license:'.length)),
    ...[cardData?.['license'] ?? []].flat().map(String),
  ].map((word) => word.trim().toLowerCase());
  const isNamed = cardData?.['license_name'] !== undefined || cardData?.['license_link'] !== undefined;
  const known = new Set(hubLicenseTags());
  return new Set(told.filter((word) => known.has(word) && word !== 'unknown' && (word !== 'other' || isNamed)));
}

/** Measures and values of its `model-index`; a value without a measure says nothing. */
function scoresOf(row: HubRow): readonly (readonly [string, unknown])[] {
  const results = [row['model-index'] ?? []].flat().flatMap((one) => one.results ?? []);
  return results.flatMap(({ metrics = [] }) =>
    metrics.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value] as const])),
  );
}

function nameOfToday(dataset: string): string {
  return canonicalDataset(dataset)?.id ?? dataset;
}

function afterPrefix({ tags }: HubRow, prefix: string): readonly string[] {
  return tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));
}

function papersOf(row: HubRow): ReadonlySet<string> {
  return new Set(
    afterPrefix(row, 'arxiv:')
      .map((id) => id.replace(/v\d+$/, ''))
      .filter((id) => /^\d{4}\.\d{4,5}$/.test(id)),
  );
}

function datasetsOf(row: HubRow): ReadonlySet<string> {
  return new Set(afterPrefix(row, 'dataset:').filter((name) => name !== 'unknown' && name !== '...'));
}
