import { mintAccount } from '../../ontology/iri.ts';
import type { MapInput, MapResult } from '../source.ts';
import { EntityBuilder } from '../entity-builder.ts';
import { readCount } from './exact-integer.ts';
import { isObject, type JsonObject, textOf } from '../found.ts';
import { hubOrigin } from './hub-urls.ts';
import { isUtcDateTime } from '../iso-date.ts';
import { IssueList } from '../issue-list.ts';

const accountName = /^[\w.-]{1,96}$/;
const hubObjectId = /^[\da-f]{24}$/;
const method = 'hub-api';

/**
 * The overview of an account: whether a person or an organisation holds it, and what it says of itself. `/api/users/{name}/overview`
 * has the name under `user`, `/api/organizations/{name}/overview` under `name`. Counts of what it shares are not repeated here.
 */
export function mapAccount({ value, line }: MapInput): MapResult {
  const issues = new IssueList();
  const kind = /\/api\/(users|organizations)\//.exec(line.url)?.[1];
  if (!isObject(value) || kind === undefined) {
    issues.wrongShape('the overview of an account', '', value);
    return { entities: [], issues: issues.all() };
  }
  const key = kind === 'users' ? 'user' : 'name';
  const name = value[key];
  if (typeof name !== 'string' || !accountName.test(name)) {
    issues.warn(
      'no-id',
      'an overview without the name of an account describes nothing',
      key in value ? `/${key}` : '',
      name,
    );
    return { entities: [], issues: issues.all() };
  }
  const entity = new EntityBuilder(kind === 'users' ? 'Person' : 'Organization', mintAccount(name));
  const named = { method, pointer: `/${key}` } as const;
  entity.add('name', name, named);
  entity.add('identifier', name, named);
  entity.add('url', `${hubOrigin}/${encodeURIComponent(name)}`, { ...named, literal: name });
  entity.add('accountType', kind === 'users' ? 'user' : 'org', named);
  sayDetails(entity, value, issues);
  sayOrganizations(entity, value['orgs'], issues);
  return { entities: [entity.build()], issues: issues.all() };
}

function sayDetails(entity: EntityBuilder, value: JsonObject, issues: IssueList): void {
  const { _id: sourceId, createdAt, isVerified, numFollowers } = value;
  if (typeof sourceId === 'string' && hubObjectId.test(sourceId)) {
    entity.add('sourceId', sourceId, { method, pointer: '/_id' });
  }
  const fullname = textAt(value, 'fullname', issues);
  if (fullname !== undefined) entity.add('alternateName', fullname, { method, pointer: '/fullname' });
  const details = textAt(value, 'details', issues);
  if (details !== undefined) entity.add('description', withoutMail(details), { method, pointer: '/details' });
  if (typeof createdAt === 'string' && isUtcDateTime(createdAt)) {
    entity.add('dateCreated', createdAt, { method, pointer: '/createdAt' });
  } else if (createdAt !== undefined && createdAt !== null) {
    issues.wrongShape('a date and time in UTC', '/createdAt', createdAt);
  }
  if (typeof isVerified === 'boolean') entity.add('verified', isVerified, { method, pointer: '/isVerified' });
  if (numFollowers === undefined || numFollowers === null) return;
  const count = readCount(numFollowers, () => undefined);
  if ('value' in count) entity.add('followers', count.value, { method, pointer: '/numFollowers' });
  else issues.wrongShape('a whole number, not negative', '/numFollowers', numFollowers);
}

function textAt(value: JsonObject, key: string, issues: IssueList): string | undefined {
  const stated = value[key];
  return stated === undefined || stated === null || stated === '' ? undefined : textOf(stated, `/${key}`, issues);
}

/** E-mail addresses are never stored as values; the bytes as received have them. */
function withoutMail(text: string): string {
  return text.replaceAll(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, '…');
}

function sayOrganizations(entity: EntityBuilder, orgs: unknown, issues: IssueList): void {
  if (entity.label !== 'Person' || orgs === undefined || orgs === null) return;
  if (!Array.isArray(orgs)) {
    issues.wrongShape('a list', '/orgs', orgs);
    return;
  }
  for (let i = 0; i < orgs.length; i++) {
    const org: unknown = orgs[i];
    const name = isObject(org) ? org['name'] : undefined;
    const pointer = `/orgs/${i}/name`;
    if (typeof name === 'string' && accountName.test(name)) {
      entity.add('affiliation', mintAccount(name), { method, pointer });
    } else issues.wrongShape('an organisation with its name', `/orgs/${i}`, org);
  }
}
