/**
 * The Hub's tags are strings. Those of a known lower-case prefix, split at the first `:`, are statements; every other one is
 * a plain word, a `:` in it or not (`2:4-sparsity`, `MITRE:ATT&CK`, `arXiv:…`), for authors write tags as they like.
 */
export const baseKinds = ['finetune', 'adapter', 'quantized', 'merge'] as const;
export type BaseKind = (typeof baseKinds)[number];

export interface Tag {
  /** Position in the record's list: `/tags/{index}`. */
  readonly index: number;
  /** Behind the prefix; of a plain tag the whole. */
  readonly text: string;
}

export interface BaseModelTag extends Tag {
  /** `base_model:<kind>:<id>`; none for `base_model:<id>`. */
  readonly kind: BaseKind | undefined;
}

export interface HubTags {
  readonly baseModels: readonly BaseModelTag[];
  readonly licenses: readonly Tag[];
  readonly datasets: readonly Tag[];
  readonly arxiv: readonly Tag[];
  readonly dois: readonly Tag[];
  readonly plain: readonly Tag[];
}

export function isBaseKind(text: string): text is BaseKind {
  return (baseKinds as readonly string[]).includes(text);
}

/** Sorts tags by what they say. `undefined` holds the place of an element that is no string. */
export function parseTags(tags: readonly (string | undefined)[]): HubTags {
  const parsed = {
    baseModels: [] as BaseModelTag[],
    licenses: [] as Tag[],
    datasets: [] as Tag[],
    arxiv: [] as Tag[],
    dois: [] as Tag[],
    plain: [] as Tag[],
  };
  for (const [index, tag] of tags.entries()) {
    if (tag === undefined) continue;
    const colon = tag.indexOf(':');
    const text = tag.slice(colon + 1);
    switch (colon === -1 ? undefined : tag.slice(0, colon)) {
      case 'base_model':
        parsed.baseModels.push(baseModelTag(index, text));
        break;
      case 'license':
        parsed.licenses.push({ index, text });
        break;
      case 'dataset':
        parsed.datasets.push({ index, text });
        break;
      case 'arxiv':
        parsed.arxiv.push({ index, text });
        break;
      case 'doi':
        parsed.dois.push({ index, text });
        break;
      // Where the bytes are stored; it says nothing of the model.
      case 'region':
        break;
      default:
        parsed.plain.push({ index, text: tag });
    }
  }
  return parsed;
}

function baseModelTag(index: number, text: string): BaseModelTag {
  const colon = text.indexOf(':');
  const kind = colon === -1 ? '' : text.slice(0, colon);
  return isBaseKind(kind) ? { index, kind, text: text.slice(colon + 1) } : { index, kind: undefined, text };
}
