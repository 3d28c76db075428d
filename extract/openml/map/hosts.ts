/**
 * An address as the servers of today give it. OpenML has had many hosts, and their names stand in its records; the test server
 * is another database and stays what it is.
 */
export function hostOfToday(address: string): string {
  return address.replace(site, 'https://www.openml.org/').replace(store, 'https://data.openml.org/$1');
}

const site = /^https?:\/\/(?:(?:www|api)\.)?openml\.org(?::(?:80|443))?\/+/i;
/** The object store; older hosts of it with the same layout. */
const store = /^https?:\/\/(?:data\.openml\.org|openml1\.win\.tue\.nl)\/+(datasets\/\d{4}\/\d{4}\/[^]*)$/i;
