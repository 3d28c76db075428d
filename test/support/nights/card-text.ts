import type { ModelDef } from './things.ts';

/** The README of a model, byte for byte; undefined when it has none. */
export function readmeOf(model: ModelDef): Buffer | undefined {
  if (model.readme === null) return undefined;
  if (model.readme !== undefined) return Buffer.from(model.readme);
  return Buffer.from(`${frontMatter(model.front ?? {})}# ${model.id.split('/').at(-1)}\n\n${model.body ?? ''}`);
}

function frontMatter(front: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(front);
  return entries.length === 0 ? '' : `---\n${entries.map(([key, value]) => entry(key, value)).join('')}---\n\n`;
}

/** Lists of words one a line, as people write them; anything else as JSON, which is YAML too. */
function entry(key: string, value: unknown): string {
  const isWord = (each: unknown): each is string => typeof each === 'string' && /^[a-z][\w./-]*$/i.test(each);
  const scalar = (each: unknown): string =>
    isWord(each) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(each) ? each : JSON.stringify(each);
  if (Array.isArray(value) && value.length > 0 && value.every(isWord))
    return `${key}:\n${value.map((each) => `- ${scalar(each)}\n`).join('')}`;
  return `${key}: ${scalar(value)}\n`;
}
