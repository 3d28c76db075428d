/** `CHILD TYPE PARENT`, by Hub id. */
export type Edge = readonly [child: string, type: string, parent: string];

export interface LineageCount {
  readonly edges: readonly Edge[];
  readonly selfReferences: number;
  readonly paths: number;
  readonly placeholders: number;
}

/** What of a row of the Hub's list tells of lineage. */
export interface LineageRow {
  readonly id: string;
  readonly tags: readonly string[];
  readonly cardData?: { readonly base_model?: string | readonly string[] };
}

const typeOfTag: Readonly<Record<string, string>> = {
  finetune: 'FINE_TUNED_FROM',
  quantized: 'QUANTIZED_FROM',
  adapter: 'ADAPTER_OF',
  merge: 'MERGED_FROM',
};

/** From tags and cards alone, by the simplest tests that tell these recordings apart. */
export function countAgain(rows: readonly LineageRow[]): LineageCount {
  const edges: Edge[] = [];
  let [selfReferences, paths, placeholders] = [0, 0, 0];
  for (const { id, tags, cardData } of rows) {
    const claims = tags.filter((tag) => tag.startsWith('base_model:')).map((tag) => tag.split(/:(.*)/s)[1] ?? '');
    const typed = claims
      .filter((claim) => /^(finetune|quantized|adapter|merge):/.test(claim))
      .map((claim) => claim.split(/:(.*)/s));
    const named = new Set(typed.map((claim) => claim[1]));
    const all = typed.map(([kind = '', name = '']) => [typeOfTag[kind] ?? '', name] as const);
    for (const claim of claims) if (!claim.includes(':') && !named.has(claim)) all.push(['BASE_MODEL', claim]);
    for (const [type, name] of all) {
      if (name === id) selfReferences += 1;
      else if (/\\|^\/|\/.*\//.test(name)) paths += 1;
      else edges.push([id, type, name]);
    }
    const card = [...new Set([cardData?.base_model ?? []].flat())];
    const tagged = new Set(all.map(([, name]) => name));
    const blank = card.filter((name) => /^(none|undefined|todo.*|)$/i.test(name));
    placeholders += blank.length;
    const left = card.filter((name) => !blank.includes(name) && !tagged.has(name));
    const free = [...tagged].filter((name) => !card.includes(name) && !/\\|^\/|\/.*\//.test(name));
    if (left.length === 1 && free.length === 1) selfReferences += free[0] === id ? 1 : 0;
    else for (const name of left) edges.push([id, 'BASE_MODEL', name]);
  }
  return { edges, selfReferences, paths, placeholders };
}

/** Tags and nothing else. */
export function countTags(rows: readonly LineageRow[]): Pick<LineageCount, 'edges' | 'selfReferences'> {
  const edges = new Map<string, Edge>();
  let selfReferences = 0;
  for (const { id, tags } of rows) {
    const claims = tags.filter((tag) => tag.startsWith('base_model:')).map((tag) => tag.slice('base_model:'.length));
    const typed = claims.flatMap((claim) => {
      const [, kind = '', name] = /^(finetune|quantized|adapter|merge):(.*)$/s.exec(claim) ?? [];
      return name === undefined ? [] : [[typeOfTag[kind] ?? '', name] as const];
    });
    const named = new Set(typed.map(([, name]) => name));
    const bare = claims.filter((claim) => !/^(?:finetune|quantized|adapter|merge):/.test(claim) && !named.has(claim));
    for (const [type, name] of [...typed, ...bare.map((name) => ['BASE_MODEL', name] as const)]) {
      if (name === id) selfReferences += 1;
      else if (!/\\|^\/|\/.*\//.test(name)) edges.set(`${id} ${type} ${name}`, [id, type, name]);
    }
  }
  return { edges: [...edges.values()], selfReferences };
}
