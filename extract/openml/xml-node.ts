import { bytesPointer } from '../../src/core/locate.ts';
import { toWellFormed } from '../well-formed.ts';
import type { XmlElement } from '../xml.ts';
import type { OmlNode, OmlText } from './document.ts';
import { firstText } from './json-node.ts';

/** Without its prefix: `oml:run` is `run`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** An element of an XML answer, seen as the server's own conversion to JSON would write it. */
export function xmlNode(element: XmlElement): OmlNode {
  return new XmlNode(element);
}

class XmlNode implements OmlNode {
  readonly #element: XmlElement;

  constructor(element: XmlElement) {
    this.#element = element;
  }

  get pointer(): string {
    return bytesPointer(this.#element.range);
  }

  one(name: string): OmlNode | undefined {
    return this.many(name)[0];
  }

  many(name: string): readonly OmlNode[] {
    return membersOf(this.#element, name);
  }

  text(name: string): OmlText | undefined {
    return firstText(this.many(name));
  }

  own(): OmlText | undefined {
    const value = textOf(this.#element.text);
    return value === '' ? this.text('value') : { value, pointer: this.pointer };
  }

  has(name: string): boolean {
    const element = this.#element;
    return element.children.some((child) => isCalled(child, name)) || attributeOf(element, name) !== undefined;
  }
}

/** Compared without making a text of it: there are many of them. */
function isCalled({ name: written }: XmlElement, name: string): boolean {
  if (!written.endsWith(name)) return false;
  const start = written.length - name.length;
  return start === 0 ? !written.includes(':') : written.indexOf(':') === start - 1;
}

/** Children of a name; where there are none, the attribute of that name, or the element's own text as `value`. */
function membersOf(element: XmlElement, name: string): readonly OmlNode[] {
  const children = element.children.filter((child) => isCalled(child, name));
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
