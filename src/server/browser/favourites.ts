import { slides } from './slides.ts';

/**
 * The guide's queries for Neo4j Browser's favourites: a file to drag in. The first line of a query is its title there. Also runs in
 * cypher-shell, where it sets the one parameter that it uses.
 */
export function favouritesCypher(): string {
  const all = slides.flatMap(({ title, queries }) =>
    queries.map((query) => ({ ...query, title: `${title}: ${query.title}` })),
  );
  return `${all.map(({ title, cypher }) => `// ${title}\n${cypher}${cypher.startsWith(':') ? '' : ';'}\n`).join('\n')}`;
}
