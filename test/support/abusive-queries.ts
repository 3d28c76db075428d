/** Queries that no server should suffer from: each is refused, ended, or answered within its limits. */
export interface AbusiveQuery {
  readonly name: string;
  readonly query: string;
}

const any = '?s ?p ?o';
const many = (count: number, text: (index: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(between);
const product = (count: number): string => many(count, (index) => `?a${index} ?b${index} ?c${index} .`);
const parent = '<https://w3id.org/fair4ml#fineTunedFrom>';

/** Their answer takes longer than anybody waits, or more memory than there is: what cannot be refused by reading them. */
export const endless: readonly AbusiveQuery[] = [
  { name: 'product of three counted', query: `SELECT (COUNT(*) AS ?n) { ${product(3)} }` },
  { name: 'product of four filtered', query: `SELECT * { ${product(4)} FILTER(?a0 = ?c3 && ?a0 != ?a0) }` },
  { name: 'product sorted', query: `SELECT * { ${product(3)} } ORDER BY ?c0 ?c1 ?c2` },
  { name: 'product sorted by what is random', query: `SELECT * { ${product(3)} } ORDER BY RAND()` },
  { name: 'product made distinct', query: `SELECT DISTINCT * { ${product(3)} } OFFSET 100000000` },
  { name: 'product grouped', query: `SELECT ?a0 ?a1 ?a2 (COUNT(*) AS ?n) { ${product(3)} } GROUP BY ?a0 ?a1 ?a2` },
  {
    name: 'texts of a product joined',
    query: `SELECT (GROUP_CONCAT(CONCAT(STR(?c0), STR(?c1), STR(?c2))) AS ?t) { ${product(3)} }`,
  },
  { name: 'product far behind an offset', query: `SELECT * { ${product(4)} } OFFSET 2000000000` },
  { name: 'product built in a subquery', query: `SELECT ?x { { SELECT (COUNT(*) AS ?x) { ${product(3)} } } }` },
  {
    name: 'product behind EXISTS',
    query: `ASK { ${product(2)} FILTER NOT EXISTS { ${product(3)} ?a0 <a:never> ?x } FILTER(false || ?a0 = <a:none>) }`,
  },
  { name: 'product constructed', query: `CONSTRUCT { ?a0 ?b1 ?c2 } WHERE { ${product(3)} } OFFSET 1000000000` },
  { name: 'product described', query: `DESCRIBE ?a0 ?a1 ?a2 WHERE { ${product(3)} } OFFSET 1000000000` },
  {
    name: 'any way from anywhere to anywhere, all counted',
    query: `SELECT (COUNT(*) AS ?n) { ?a (!<a:b>)* ?b . ?c (!<a:b>)* ?d . ?e (!<a:b>)* ?f }`,
  },
  {
    name: 'way of any or its negation',
    query: `SELECT (COUNT(*) AS ?n) { ?x (<a:a>|!<a:a>)* ?y . ?y (<a:a>|!<a:a>)* ?z . ?z (<a:a>|!<a:a>)* ?w }`,
  },
  {
    name: 'ways there and back',
    query: `SELECT (COUNT(*) AS ?n) { ?a (${parent}|^${parent})* ?b . ?b (${parent}|^${parent})* ?c . ?c (${parent}|^${parent})* ?d . ?d (${parent}|^${parent})* ?e }`,
  },
  {
    name: 'stars in stars',
    query: `SELECT (COUNT(*) AS ?n) { ?a (((!<a:b>)*)*)* ?b . ?c (((!<a:b>)*)*)* ?d . ${product(2)} }`,
  },
  {
    name: 'expressions on a product',
    query: `SELECT (SUM(STRLEN(SHA512(CONCAT(STR(?c0), STR(?c1))))) AS ?n) { ${product(3)} }`,
  },
  {
    name: 'pattern over a product',
    query: `SELECT * { ${product(3)} FILTER REGEX(CONCAT(STR(?c0), STR(?c1), STR(?c2)), "(a|aa)+(b|bb)+$") FILTER(?a0 = ?a1 && ?a1 != ?a0) }`,
  },
  {
    name: 'optional on optional',
    query: `SELECT (COUNT(*) AS ?n) { ?a ?b ?c ${many(4, (index) => `OPTIONAL { ?d${index} ?e${index} ?f${index} }`)} }`,
  },
  {
    name: 'unions multiplied',
    query: `SELECT (COUNT(*) AS ?n) { ${many(6, (index) => `{ ?a${index} ?p ?c${index} } UNION { ?c${index} ?p ?a${index} }`)} }`,
  },
  {
    name: 'values multiplied',
    query: `SELECT (COUNT(*) AS ?n) { ${many(8, (index) => `VALUES ?v${index} { ${many(60, String)} }`)} }`,
  },
  {
    name: 'minus of products',
    query: `SELECT (COUNT(*) AS ?n) { ${product(2)} MINUS { ${product(2)} ?a0 <a:never> ?z } MINUS { ${product(2)} } }`,
  },
  {
    name: 'negation by comparison',
    query: `SELECT (COUNT(*) AS ?n) { ${product(3)} FILTER(?c0 < ?c1 || ?c1 < ?c2 || ?c2 < ?c0) }`,
  },
  {
    name: 'graphs multiplied',
    query: `SELECT (COUNT(*) AS ?n) { ${many(3, (index) => `GRAPH ?g${index} { ?a${index} ?b${index} ?c${index} }`)} }`,
  },
];

/** Refused by reading them, or answered, in a moment. */
export const harmless: readonly AbusiveQuery[] = [
  { name: 'update', query: 'DELETE WHERE { ?s ?p ?o }' },
  { name: 'load', query: 'LOAD <http://127.0.0.1:1/data>' },
  { name: 'drop', query: 'DROP ALL' },
  { name: 'insert behind a query', query: `SELECT * { ${any} } ; INSERT DATA { <a:a> <a:b> <a:c> }` },
  { name: 'service', query: `SELECT * { SERVICE <http://127.0.0.1:1/sparql> { ${any} } }` },
  {
    name: 'service within optional within union',
    query: `SELECT * { { ${any} } UNION { OPTIONAL { SERVICE SILENT ?x { ${any} } } } }`,
  },
  { name: 'dataset elsewhere', query: `SELECT * FROM <http://127.0.0.1:1/data> { ${any} }` },
  { name: 'file as a dataset', query: `SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ${any} } }` },
  { name: 'groups within groups', query: `ASK ${'{'.repeat(20_000)}${any}${'}'.repeat(20_000)}` },
  { name: 'brackets within brackets', query: `SELECT (${'('.repeat(20_000)}1${')'.repeat(20_000)} AS ?x) {}` },
  { name: 'negations in a row', query: `SELECT * { ${any} FILTER(${'!'.repeat(50_000)}true) }` },
  { name: 'ways after ways', query: `SELECT * { ?s ${many(5_000, () => '<a:b>', '/')} ?o }` },
  { name: 'sums of sums', query: `SELECT (${many(20_000, () => '1', '+')} AS ?x) {}` },
  { name: 'values by the thousand', query: `SELECT * { VALUES ?v { ${many(40_000, String)} } }` },
  { name: 'text without end', query: `SELECT * { ${any} FILTER(?o = "${'x'.repeat(200_000)}` },
  { name: 'more text than may be', query: `SELECT * { ${any} } #${'x'.repeat(400_000)}` },
];
