import { stat } from 'node:fs/promises';
import { assertion } from '../../../ontology/assertion.ts';
import type { EntityLine } from '../../../ontology/entity.ts';
import { iriOfId, listCellOf, mintDescription, mintProvenanceGraph } from '../../../ontology/iri.ts';
import { term } from '../../../ontology/namespaces.ts';
import { throwIfAborted } from '../../../src/core/abort.ts';
import { StemmaError } from '../../../src/core/errors.ts';
import { insideDataDir } from '../../../src/core/run/run-paths.ts';
import { batchesOf, writeRows } from '../../batch.ts';
import { markImported } from '../../imported-mark.ts';
import { graphFormatVersion } from '../../format-version.ts';
import {
  createRelationships,
  placeDescriptions,
  readAccountFiles,
  readAny,
  readExisting,
  type TypedEvidence,
} from '../../statements.ts';
import type { GraphStore } from '../../store.ts';
import { derivationType, placeApart } from '../element-place.ts';
import type { Witness } from '../assertions.ts';
import { accountsOfWitnesses, silentAccount } from './account-of-witnesses.ts';
import { Groups } from './groups.ts';
import { ImportedAccounts } from './imported-accounts.ts';
import { type Leftover, Leftovers } from './leftovers.ts';
import { NodeWriter } from './node-writer.ts';
import { type RdfFile, readRdf } from './read-file.ts';
import { irisOf, type ReadFact } from './read-resource.ts';
import type { ReadStatement } from './read-statement.ts';
import { readThing, type ReadThing } from './read-thing.ts';
import { type ReadRelationship, relationshipsOf } from './relationships-of-thing.ts';
import { witnessOfAssertion } from './witness-of-assertion.ts';

export interface ImportOptions {
  /** Opened for writing, with nothing in it. */
  readonly store: GraphStore;
  /** Where evidence of values is kept, as accounts. */
  readonly dataDir: string;
  readonly files: readonly RdfFile[];
  /** As for a load. */
  readonly authority?: readonly string[] | undefined;
  /** Bytes that each of the sorts may hold. Default 64 MB. */
  readonly bytesInMemory?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

export interface ImportProgress {
  readonly step: 'statements' | 'nodes' | 'relationships' | 'accounts';
  readonly done: number;
}

export interface ImportReport {
  /** As they stand in the files. */
  readonly statements: number;
  readonly nodes: number;
  readonly relationships: number;
  /** What responses told, of which the file had evidence. */
  readonly accounts: number;
  /** Of relationships between things: the file had none. */
  readonly relationshipsWithoutEvidence: number;
  /** What the files say and the graph cannot hold. */
  readonly leftOut: readonly Leftover[];
}

/**
 * Makes a graph of RDF that an export wrote: exported again with the same settings it is the same bytes. Evidence of
 * relationships comes to stand on them; evidence of values becomes accounts in a file of the data directory. What the export
 * left out stays unknown. Memory is bounded. Publishing is the caller's.
 * @throws StemmaError STEMMA_USAGE when the graph is not empty, or a file is not what it should be or of another format version, STEMMA_CONFIG when its IRIs
 *   have another base
 */
export async function importRdf(options: ImportOptions): Promise<ImportReport> {
  const work = new Import(options);
  try {
    return await work.run();
  } finally {
    await work.discard();
  }
}

interface DescriptionRow {
  readonly uri: string;
  readonly offset: number;
  readonly length: number;
}
type Told = { readonly facts: readonly ReadFact[] } | { readonly witness: Witness };

const rowsAtOnce = 1_000;

class Import {
  readonly #options: ImportOptions;
  readonly #store: GraphStore;
  readonly #leftovers = new Leftovers();
  readonly #facts: Groups<ReadFact>;
  readonly #told: Groups<Told>;
  readonly #relationships: Groups<ReadRelationship>;
  readonly #descriptions: Groups<DescriptionRow>;
  readonly #accounts: ImportedAccounts;
  readonly #nodes: NodeWriter;
  #hasEvidenceOfValues = false;
  readonly #counts = { statements: 0, relationships: 0, accounts: 0, relationshipsWithoutEvidence: 0 };

  constructor(options: ImportOptions) {
    this.#options = options;
    this.#store = options.store;
    const sorting = options.bytesInMemory === undefined ? {} : { bytesInMemory: options.bytesInMemory };
    this.#facts = new Groups(sorting);
    this.#told = new Groups(sorting);
    this.#relationships = new Groups(sorting);
    this.#descriptions = new Groups(sorting);
    this.#accounts = new ImportedAccounts(options.dataDir);
    this.#nodes = new NodeWriter(this.#store, options.signal);
  }

  async run(): Promise<ImportReport> {
    if ((await this.#store.read(readAny)).length > 0)
      throw new StemmaError('STEMMA_USAGE', 'the graph is not empty, and an import is never mixed with what is there', {
        hint: 'name another --data-dir or an empty database, or, for the embedded graph, --replace',
      });
    for (const file of this.#options.files) await this.#read(file);
    await this.#bringTogether();
    await markImported(this.#store);
    await this.#store.ensureSchema();
    for await (const { key, values } of this.#told.groups()) await this.#thing(key, values);
    await this.#nodes.flush();
    await this.#writeRelationships();
    await this.#placeAccounts();
    const { written: nodes } = this.#nodes;
    const { statements, ...counts } = this.#counts;
    return { statements, nodes, ...counts, leftOut: this.#leftovers.list() };
  }

  async discard(): Promise<void> {
    for (const one of [this.#facts, this.#told, this.#relationships, this.#descriptions, this.#accounts])
      await one.discard();
  }

  #tell(step: ImportProgress['step'], done: number): void {
    throwIfAborted(this.#options.signal);
    this.#options.onProgress?.({ step, done });
  }

  async #read(file: RdfFile): Promise<void> {
    for await (const batch of readRdf(file)) {
      await this.#facts.add(batch.flatMap((statement) => this.#factOf(statement)));
      this.#counts.statements += batch.length;
      this.#tell('statements', this.#counts.statements);
    }
  }

  #factOf({ subject, predicate, object, graph }: ReadStatement): readonly (readonly [string, ReadFact])[] {
    if (graph !== undefined && graph !== mintProvenanceGraph()) {
      const [, base] = /^(.+\/)graph\/prov$/.exec(graph) ?? [];
      if (base !== undefined)
        throw new StemmaError('STEMMA_CONFIG', `the IRIs of the file begin with ${base}, those of this graph do not`, {
          hint: `STEMMA_BASE_IRI=${base} stemma import …`,
        });
      this.#leftovers.add(`graph ${graph}`, subject);
      return [];
    }
    if (subject.startsWith('_:')) {
      this.#leftovers.add('node without a name', `${subject} ${predicate}`);
      return [];
    }
    const cell = listCellOf(subject);
    if (cell === undefined) return [[subject, { predicate, object }]];
    const { property, index } = cell;
    return [[cell.subject, { predicate, object, cell: { property, index } }]];
  }

  /** Each thing with the evidence for what is said of it. */
  async #bringTogether(): Promise<void> {
    let batch: [string, Told][] = [];
    for await (const { key, values } of this.#facts.groups()) {
      if (irisOf(values, term('rdf', 'type')).includes(assertion.iri)) {
        const witness = witnessOfAssertion(key, values, this.#leftovers);
        if (witness !== undefined) batch.push([witness.subject, { witness }]);
        this.#hasEvidenceOfValues ||= witness?.evidenceCount === undefined && witness !== undefined;
      } else batch.push([key, { facts: values }]);
      if (batch.length < rowsAtOnce) continue;
      await this.#told.add(batch);
      batch = [];
      this.#tell('statements', this.#counts.statements);
    }
    await this.#told.add(batch);
  }

  async #thing(uri: string, told: readonly Told[]): Promise<void> {
    const facts = told.flatMap((one) => ('facts' in one ? one.facts : []));
    const witnesses = told.flatMap((one) => ('witness' in one ? [one.witness] : []));
    if (facts.length === 0) {
      this.#leftovers.add('evidence for what is not in the file', uri, witnesses.length);
      return;
    }
    const thing = readThing(uri, facts, this.#leftovers);
    if (thing === undefined) return;
    refuseOtherFormat(thing);
    const { values, place } = placeApart(thing.values);
    await this.#nodes.add({ ...thing, values });
    this.#tell('nodes', this.#nodes.written);
    const stated = witnesses.filter(({ evidenceCount }) => evidenceCount !== undefined);
    const others = witnesses.filter(({ evidenceCount }) => evidenceCount === undefined);
    const accounts = accountsOfWitnesses(thing, others, this.#leftovers);
    const { authority = [] } = this.#options;
    const unproven = (): void => void (this.#counts.relationshipsWithoutEvidence += 1);
    const relationships = relationshipsOf(
      thing,
      { stated, told: others, accounts, authority },
      this.#leftovers,
      unproven,
    );
    await this.#relationships.add(
      relationships.map(([type, one]) => [type, type === derivationType ? { ...one, properties: place } : one]),
    );
    const described = new Set<string>();
    for (const account of accounts) described.add(await this.#account(thing, account));
    if (!this.#hasEvidenceOfValues) return;
    for (const uri of thing.references.get('describedBy') ?? [])
      if (!described.has(uri)) await this.#silent(thing, uri);
  }

  /** An account of which the file has no evidence, where it has some of others. */
  async #silent(thing: ReadThing, uri: string): Promise<void> {
    const place = await this.#accounts.add(silentAccount(thing));
    await this.#descriptions.add([[thing.uri, { uri, ...place }]]);
  }

  /** The file may have the Description itself: then only the place of its account is new. */
  async #account(thing: ReadThing, account: EntityLine): Promise<string> {
    const { source, resource, run, record, fetchedAt } = account.origin;
    const uri = mintDescription(run, source, resource, thing.uri);
    const place = await this.#accounts.add(account);
    await this.#descriptions.add([[thing.uri, { uri, ...place }]]);
    this.#counts.accounts += 1;
    if (thing.references.get('describedBy')?.includes(uri) === true) return uri;
    const id = `description:${run}/${source}/${resource}/${thing.id}`;
    const name = String(thing.values['name'] ?? thing.id);
    const { contentHash } = account;
    const values = { id, name, source, resource, contentHash, validFrom: fetchedAt };
    await this.#nodes.add({ uri, id, labels: ['Description'], values, references: new Map() });
    const derivedFrom = iriOfId(record);
    await this.#relationships.add([
      ['DESCRIBED_BY', { from: thing.uri, to: uri, properties: {} }],
      ...(derivedFrom === undefined ? [] : [[derivationType, { from: uri, to: derivedFrom, properties: {} }] as const]),
    ]);
    return uri;
  }

  async #writeRelationships(): Promise<void> {
    for await (const { key: type, values } of this.#relationships.groups(rowsAtOnce)) {
      const byForm = new Map<string, ReadRelationship[]>();
      for (const row of values) {
        const form = typedKeys.filter((name) => row[name] !== undefined).join(' ');
        byForm.set(form, [...(byForm.get(form) ?? []), row]);
      }
      for (const [form, rows] of byForm) {
        const typed = form.split(' ') as TypedEvidence[];
        for (const batch of batchesOf(rows)) await this.#writeBatch(type, typed, batch);
      }
      this.#tell('relationships', this.#counts.relationships);
    }
  }

  async #writeBatch(type: string, typed: readonly TypedEvidence[], rows: readonly ReadRelationship[]): Promise<void> {
    const found = await this.#store.read<{ uri: string }>(readExisting, {
      uris: [...new Set(rows.map(({ to }) => to))],
    });
    const there = new Set(found.map(({ uri }) => uri));
    for (const { from, to } of rows)
      if (!there.has(to)) this.#leftovers.add(`relationship ${type} to what is not in the file`, `${from} ${to}`);
    const written = rows.filter(({ to }) => there.has(to));
    if (written.length > 0) await writeRows(this.#store, createRelationships(type, typed), written);
    this.#counts.relationships += written.length;
  }

  /** Where an account stands: as the file says, when that file is in this data directory; else in what the import wrote. */
  async #placeAccounts(): Promise<void> {
    const file = await this.#accounts.finish();
    if (file === undefined) return;
    const named = await this.#store.read<{ file: string | null }>(readAccountFiles);
    const { dataDir } = this.#options;
    const isHere = await Promise.all(
      named.map(async (one) => one.file !== null && (await exists(insideDataDir(dataDir, one.file)))),
    );
    const present = new Set(named.flatMap((one, index) => (isHere[index] === true ? one.file : [])));
    let batch: (DescriptionRow & { readonly file: string })[] = [];
    const write = async (): Promise<void> => {
      const rows = present.size === 0 ? batch : await this.#withoutPlace(batch, present);
      if (rows.length > 0) await writeRows(this.#store, placeDescriptions, rows);
      batch = [];
    };
    for await (const { values } of this.#descriptions.groups()) {
      for (const place of values) batch.push({ ...place, file });
      if (batch.length >= rowsAtOnce) await write();
    }
    await write();
    this.#tell('accounts', this.#counts.accounts);
  }

  async #withoutPlace<T extends DescriptionRow>(
    rows: readonly T[],
    present: ReadonlySet<unknown>,
  ): Promise<readonly T[]> {
    const uris = rows.map(({ uri }) => uri);
    const held = await this.#store.read<{ uri: string; file: string | null }>(
      'UNWIND $uris AS uri MATCH (d:Resource {uri: uri}) RETURN uri AS uri, d.file AS file',
      { uris },
    );
    const placed = new Set(held.filter(({ file }) => present.has(file)).map(({ uri }) => uri));
    return rows.filter(({ uri }) => !placed.has(uri));
  }
}

/** No reader would take the graph. */
function refuseOtherFormat({ values }: ReadThing): void {
  const { formatVersion = graphFormatVersion } = values;
  if (formatVersion === graphFormatVersion) return;
  throw new StemmaError(
    'STEMMA_USAGE',
    `the file tells of a graph of format version ${String(formatVersion)}, this program reads ${graphFormatVersion}`,
    { hint: 'export it again from a graph of this version', context: { found: formatVersion } },
  );
}

const typedKeys: readonly TypedEvidence[] = ['confidence', 'firstSeen'];

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
