import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { StemmaError } from '../core/errors.ts';

const mostStatementBytes = 1024 * 1024;

async function standardInput(): Promise<string> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const piece of process.stdin) {
    text += String(piece);
    if (text.length > mostStatementBytes)
      throw new StemmaError('STEMMA_USAGE', 'the statement on stdin is longer than 1 MB');
  }
  return text;
}

/**
 * The statement itself, a file with it, or `-` for stdin. A statement has blanks, a file name that is meant exists.
 * @param ending of files of this language: a word that ends so is meant as a file
 */
export async function statementOf(text: string, ending: RegExp): Promise<string> {
  if (text === '-') return standardInput();
  if (!text.includes('\n') && existsSync(text)) return readFile(text, 'utf8');
  if (ending.test(text) && !/\s/.test(text)) throw new StemmaError('STEMMA_USAGE', `there is no file ${text}`);
  return text;
}
