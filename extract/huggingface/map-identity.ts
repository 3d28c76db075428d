import { mintAccount } from '../../ontology/iri.ts';
import type { HubRecord } from './hub-record.ts';

/**
 * What it is called, where it stands, which revision this is, whose it is. `accountProperty`: how the account that put it
 * online belongs to it.
 */
export function mapIdentity(record: HubRecord, accountProperty: 'sharedBy' | 'publisher'): void {
  const { id } = record;
  const slash = id.indexOf('/');
  const witness = { method: 'hub-api', pointer: '/id' } as const;
  record.say('name', id.slice(slash + 1), { ...witness, literal: slash === -1 ? undefined : id });
  record.say('identifier', id, witness);
  record.say('url', record.page, { ...witness, literal: id });
  sayPlain(record, 'sourceId', '_id');
  sayPlain(record, 'version', 'sha');
  mapAccount(record, accountProperty, slash === -1 ? undefined : id.slice(0, slash));
}

const plainWord = /^[\w.-]{1,128}$/;

function sayPlain(record: HubRecord, property: string, key: string): void {
  const found = record.text(key);
  if (found === undefined) return;
  if (plainWord.test(found.value)) record.say(property, found.value, { method: 'hub-api', pointer: found.pointer });
  else record.issues.wrongShape('an identifier', found.pointer, found.value);
}

/** The namespace is the account; `author` says the same where the Hub sends it. */
function mapAccount(record: HubRecord, property: string, namespace: string | undefined): void {
  const author = record.text('author');
  if (author !== undefined && (namespace === undefined || author.value === namespace)) {
    if (accountName.test(author.value)) {
      record.say(property, mintAccount(author.value), { method: 'hub-api', pointer: author.pointer });
    } else {
      record.issues.warn('not-an-id', 'no account has this name', author.pointer, author.value);
    }
    return;
  }
  if (namespace === undefined) return;
  record.say(property, mintAccount(namespace), { method: 'hub-api', pointer: '/id', literal: record.id });
  if (author === undefined) return;
  record.issues.inform('second-value', 'the author is not the namespace of the id', author.pointer, author.value);
}

const accountName = /^[^\s\p{Cc}\p{Cs}/\\]{1,256}$/u;
