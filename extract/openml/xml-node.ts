import { bytesPointer } from '../../src/core/locate.ts';
import { toWellFormed } from '../well-formed.ts';
import type { XmlElement } from '../xml.ts';
import type { OmlNode } from './document.ts';
import { firstText } from './json-node.ts';

/** Without its prefix: `oml:run` is `run`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** An element of an XML answer, seen as the server's own conversion to JSON would write it. */
export function xmlNode(element: XmlElement): OmlNode {
  const node: OmlNode = {
    get pointer() {
      return bytesPointer(element.range);
    },
    one: (name) => membersOf(element, name)[0],
    many: (name) => membersOf(element, name),
    text: (name) => firstText(membersOf(element, name)),
    own() {
      const value = textOf(element.text);
      return value === '' ? node.text('value') : { value, pointer: node.pointer };
    },
    has: (name) =>
      element.children.some((child) => localName(child.name) === name) || attributeOf(element, name) !== undefined,
  };
  return node;
}

/** Children of a name; where there are none, the attribute of that name, or the element's own text as `value`. */
function membersOf(element: XmlElement, name: string): readonly OmlNode[] {
  const children = element.children.filter((child) => localName(child.name) === name);
  if (children.length > 0) return children.filter(hasContent).map(xmlNode);
  const attribute = attributeOf(element, name);
  if (attribute !== undefined) return textNode(element, attribute);
  const isMarked = element.children.length > 0 || attributeNames(element).length > 0;
  return name === 'value' && isMarked ? textNode(element, element.text) : [];
}

/** A text that is no element; it stands in this one. */
function textNode({ range }: XmlElement, text: string): readonly OmlNode[] {
  const value = textOf(text);
  const pointer = bytesPointer(range);
  const own = { value, pointer };
  return value === ''
    ? []
    : [{ pointer, one: () => undefined, many: () => [], text: () => undefined, own: () => own, has: () => false }];
}

function hasContent(element: XmlElement): boolean {
  return element.children.length > 0 || attributeNames(element).length > 0 || element.text.trim() !== '';
}

function attributeOf(element: XmlElement, name: string): string | undefined {
  const found = attributeNames(element).find((one) => localName(one) === name);
  return found === undefined ? undefined : element.attributes.get(found);
}

/** Declarations of name spaces say nothing. */
function attributeNames({ attributes }: XmlElement): readonly string[] {
  return attributes.size === 0 ? [] : [...attributes.keys()].filter((name) => !/^xmlns(?::|$)/.test(name));
}

function textOf(text: string): string {
  return toWellFormed(text).trim();
}
