import { withoutEmails } from '../../e-mail.ts';
import type { OmlNode } from '../document.ts';
import type { Thing } from './thing.ts';

/** Longer texts are accounts of how something came about, not names. */
const longestName = 300;

/** People by name, in the order of the source. A name stands for nobody in particular. */
export function sayNames(thing: Thing, property: string, nodes: readonly OmlNode[]): void {
  for (const node of nodes) {
    const found = node.own();
    const name = found === undefined ? '' : withoutEmails(found.value);
    if (found === undefined || name === '') continue;
    if (name.length > longestName) thing.issues.inform('not-a-name', 'too long for a name', found.pointer, name);
    else thing.tell(property, name, found.pointer);
  }
}
