import type { CroissantId } from '../../croissant/croissant-source.ts';
import { type Members, textIn } from '../../croissant/members.ts';
import { isServedRepoId, readRepoReference } from '../repo-reference.ts';

/**
 * The id that was asked for, unless the document's `url` names the same dataset under another account: then it has moved.
 * Never from `name`, which is what its author calls it. Undefined when neither tells.
 */
export function croissantId(asked: string | undefined, members: Members): CroissantId | undefined {
  const url = members.all('url')[0];
  const text = url === undefined ? undefined : textIn(url.value);
  const reference = text === undefined ? undefined : readRepoReference(text, 'dataset');
  const stated = reference?.kind === 'id' ? reference.id : undefined;
  const place = url?.pointer ?? members.pointer;
  if (asked === undefined || !isServedRepoId(asked))
    return stated === undefined ? undefined : { id: stated, pointer: place };
  if (stated === undefined) return { id: asked, pointer: members.pointer };
  if (stated === asked) return { id: asked, pointer: place };
  if (nameOf(stated) === nameOf(asked)) return { id: stated, pointer: place, renamedFrom: asked };
  return { id: asked, pointer: members.pointer, other: stated };
}

function nameOf(id: string): string {
  return id.slice(id.indexOf('/') + 1).toLowerCase();
}
