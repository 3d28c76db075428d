export const formatsTopic = `Output
  stdout is data, stderr is talk: progress, notes, warnings, errors.

--format
  human    for reading (default). Tables are aligned on a terminal, cut to its width unless --no-truncate, and tab-separated
           in a pipe
  json     one JSON value, also on failure: {"error": {"code", "message", "hint"}}. The same as --json
  ndjson   JSON, one line a row; the one value of a command without rows on one line
  csv      RFC 4180 with a header; lists and objects as JSON
  tsv      the same, tab-separated; tabs and line ends in a value are blanks
  quiet    ids only, one a line; of run, extract, map, load and resume the run's id
  agent    json on one line, without progress
  csv, tsv and quiet are for rows: search, query, cypher, lineage, why, history, runs list, sources, config show. Of these --fields a,b
  takes only some columns or keys (--fields alone lists them), and --fail-if-empty exits 3 when there is nothing.
  The rows of lineage are its statements; with fields that only models have, its models.

Where --as is offered
  lineage   tree (default), table, json, mermaid, dot
  show      text (default), jsonld, card: with what belongs to it inside, evidence: its assertions
  export    jsonl: one node a line, sorted; the same bytes from either engine
            wrapped-json: one thing a line; each property a list of {data, extraction_method, confidence, extraction_time},
            the value that won first, then the surest; of a property with several values data is a list. Made of the
            accounts in the data directory; extraction_time is null for what a shipped table says
            nquads, trig, turtle, jsonld: RDF, sorted, read back by stemma import; evidence stands in the graph
            <base>graph/prov (in Turtle in the one graph there is): an Assertion for each relationship, with --assertions
            edges+facts also the surest witness of each other value, with all each witness of each value. Its canonical
            sha256 is that of the N-Quads, sorted by byte, whatever the format
            jsonld --frame model-card, dataset, run: each thing with what belongs to it inside
            csv, parquet: a folder of tables; see stemma schema tables
  runs diff table (default), json with all items, md for a mail

Names in JSON are added to, never changed.
  search                            items {id, label, name, downloads, license, task, …}, total, query
  run, extract, map, load, resume   run, state, resources {fetched, new, updated, unchanged, failed}, issues, seconds;
                                    load and run also nodesCreated … relationshipsDeleted, unchanged, runsRecorded, countersUpdated.
                                    new, updated, unchanged of a resource are known after a load and 0 before.
  lineage                           root, direction, depth, nodes, edges, truncated, cypher, params; at with --at
  why                               items: property, value, method, confidence, source, run, url, fetchedAt, file, offset,
                                    length, pointer, raw, verified
  history                           id, items: at, event, id, source, resource, run, record, until, changes {property, before, after,
                                    added, removed, evidence}, values, from, to; cypher, params
  runs diff                         a, b, counts by class, fields, edges, licenses, counters, notes, items {kind, id, uri, label, from, by,
                                    changes, edges, license, silent}, total; added and removed are what a list or an answer proves
  query, cypher                     items, total, cypher, params`;

export const conceptsTopic = `Bytes first
  Every response is kept as received under <data-dir>/raw/<source>/<run>/, with a ledger line that says where its bytes are.
  Mapping and loading read these files and never the network.

A run
  One command makes one run id, shared by its sources. Stages: extract → map → load. A run that was stopped, by Ctrl-C,
  a crash or a rate limit, is continued by stemma resume: at most one page is fetched twice.

Evidence
  Each value and each edge says by which method it was read, how sure that is, and where: response, byte range, JSON Pointer.
  stemma why <id> follows it to the stored bytes and checks them.

Lineage
  FINE_TUNED_FROM, ADAPTER_OF, QUANTIZED_FROM, MERGED_FROM; BASE_MODEL where the kind is not stated. Edges point from child
  to parent; only direct parents are stored. A parent nobody described is a stub (resolved: false).

The past
  An account holds from when it was read until another takes its place. stemma history <id> tells them all; show and lineage
  with --at DATE rebuild what was known then from the run folders. Counters make no account: they are a series,
  stemma history <id> downloads.

The graph
  Embedded in <data-dir>/graph/ by default; Neo4j with --graph neo4j://… or NEO4J_URI. The same answers from both.
  Loading a run again changes nothing and says so.`;
