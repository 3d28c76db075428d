import type { CypherResult, JsonRow } from './cypher-run.ts';
import type { Attribute, DrawnEdge, DrawnGraph, DrawnNode } from './graph-forms/drawn-graph.ts';
import { inheritanceTypes, wordsOf } from './lineage-words.ts';
import type { JsonValue } from './stored-node.ts';

export interface StatementGraph {
  readonly graph: DrawnGraph;
  /** Relationships of which an end is not in the answer, so that nothing can be drawn. */
  readonly loose: number;
}

type Fields = Readonly<Record<string, JsonValue>>;

/** The nodes, relationships and paths of an answer as one graph, each once; undefined when there are none. */
export function statementGraph({ items }: Pick<CypherResult, 'items'>, title: string): StatementGraph | undefined {
  const found = new Found();
  for (const row of items) found.row(row);
  if (found.nodes.size === 0) return undefined;
  const layers = layersOf([...found.nodes.keys()], [...found.edges.values()]);
  const nodes = [...found.nodes.values()].map((node) => ({ ...node, layer: layers.get(node.id) ?? 0 }));
  return { graph: { title, nodes, edges: [...found.edges.values()] }, loose: found.loose };
}

/** By IRI; nodes without one are told apart by nothing and left out. */
class Found {
  readonly nodes = new Map<string, DrawnNode>();
  readonly edges = new Map<string, DrawnEdge>();
  loose = 0;
  readonly #hues = new Map<string, number>();

  row(row: JsonRow): void {
    for (const value of Object.values(row)) this.#value(value);
  }

  #value(value: JsonValue): void {
    if (typeof value !== 'object' || value === null) return;
    if (isList(value)) {
      for (const item of value) this.#value(item);
      return;
    }
    const { kind, labels, type, properties } = value;
    if (kind === 'node' && isFields(properties)) this.#node(labels ?? [], properties);
    else if (kind === 'relationship' && typeof type === 'string' && isFields(properties))
      this.#edge(type, value, properties);
    else for (const item of Object.values(value)) this.#value(item);
  }

  #node(labels: JsonValue, properties: Fields): void {
    const { uri, id, name, resolved, removed } = properties;
    if (typeof uri !== 'string' || this.nodes.has(uri)) return;
    const classes = [labels].flat().filter((label) => label !== 'Resource');
    const look = removed === true ? 'removed' : resolved === false ? 'stub' : undefined;
    this.nodes.set(uri, {
      id: uri,
      caption: String(id ?? uri),
      ...(typeof name === 'string' && name !== id ? { note: name } : {}),
      ...(look === undefined ? {} : { look }),
      layer: 0,
      attributes: { type: classes.join(', '), ...attributesOf(properties) },
    });
  }

  #edge(type: string, { from, to }: Fields, properties: Fields): void {
    if (typeof from !== 'string' || typeof to !== 'string') {
      this.loose += 1;
      return;
    }
    const key = JSON.stringify([from, type, to]);
    if (this.edges.has(key)) return;
    const isInherited = inheritanceTypes.includes(type);
    if (!this.#hues.has(type)) this.#hues.set(type, this.#hues.size);
    this.edges.set(key, {
      from,
      to,
      type,
      hue: isInherited ? inheritanceTypes.indexOf(type) : inheritanceTypes.length + (this.#hues.get(type) ?? 0),
      caption: isInherited ? wordsOf(type).parent : type.toLowerCase().replaceAll('_', ' '),
      attributes: { type, ...attributesOf(properties) },
    });
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isFields(value: JsonValue | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !isList(value);
}

function attributesOf(properties: Fields): Readonly<Record<string, Attribute>> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      isList(value) ? value.map(String).join(', ') : plain(value),
    ]),
  );
}

function plain(value: JsonValue): Attribute {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Attribute);
}

/** Steps from where nothing in the answer points; what only a cycle holds stands with those. */
function layersOf(ids: readonly string[], edges: readonly DrawnEdge[]): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>();
  const reached = new Set<string>();
  for (const { from, to } of edges) {
    next.set(from, [...(next.get(from) ?? []), to]);
    if (from !== to) reached.add(to);
  }
  const layers = new Map(ids.filter((id) => !reached.has(id)).map((id) => [id, 0]));
  for (const [id, layer] of layers) for (const to of next.get(id) ?? []) if (!layers.has(to)) layers.set(to, layer + 1);
  return layers;
}
