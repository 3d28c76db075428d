// Shows the sample in a real Neo4j Browser with our guide and style, and keeps pictures of it beside this file:
//   npm run build && npx tsx test/e2e/neo4j-browser.ts
// Needs Java 17+ and Maven for Neo4j, and a Chromium (CHROMIUM names it, default /usr/bin/chromium).
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { slides } from '../../src/server/browser/slides.ts';
import { startWithBrowser } from '../support/neo4j-server.ts';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const settled = 4_000;

const dataDir = await mkdtemp(join(tmpdir(), 'stemma-e2e-'));
const server = await startWithBrowser(process.env);
if ('skipped' in server.found) throw new Error(server.found.skipped);
const graph = server.found.uri;
const guide = spawn(process.execPath, [program, 'browser', '--port', '0', '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
  ],
});
try {
  await promisify(execFile)(process.execPath, [program, 'demo', '--data-dir', dataDir, '--graph', graph]);
  const addresses = await servedAt();
  const page = await browser.newPage({ viewport: { width: 1_200, height: 900 } });
  await connect(page);
  await run(page, `:style ${addresses.style}`);
  await run(page, `:play ${addresses.guide}`);
  await picture(page, 'family', queryOf('The largest family, two generations of it'));
  await picture(page, 'lineage', queryOf('One long line, with licences, tasks and data'));
} finally {
  await browser.close();
  guide.kill();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

function queryOf(title: string): string {
  const found = slides.flatMap((slide) => slide.queries).find((query) => query.title === title);
  if (found === undefined) throw new Error(`the guide asks no such thing: ${title}`);
  return found.cypher;
}

/** Of the answer over the whole page, once its nodes have come to rest. */
async function picture(page: Page, name: string, query: string): Promise<void> {
  await run(page, ':clear');
  await run(page, query);
  await page.locator('[title="Fullscreen"]').last().click();
  await page.waitForTimeout(settled);
  await page.screenshot({ path: join(here, `neo4j-browser-${name}.png`) });
  await page.keyboard.press('Escape');
  await page
    .locator('[title="Close fullscreen"]')
    .click({ timeout: 2_000 })
    .catch(() => undefined);
}

async function servedAt(): Promise<{ readonly guide: string; readonly style: string }> {
  let text = '';
  for await (const line of createInterface({ input: guide.stdout })) {
    text += line;
    if (line === '}') break;
  }
  return JSON.parse(text) as { guide: string; style: string };
}

async function connect(page: Page): Promise<void> {
  await page.goto(`${server.http}/browser/`);
  await page.waitForTimeout(settled);
  await page.locator('select').nth(0).selectOption('bolt://');
  await page.locator('select').nth(1).selectOption({ label: 'No authentication' });
  await page.locator('[data-testid=boltaddress]').fill(graph.replace('bolt://', ''));
  await page.locator('[data-testid=connect]').click();
  await page.waitForTimeout(settled);
}

/** Types into the editor as a person would. */
async function run(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.insertText(text.replaceAll('\n', ' '));
  await page.keyboard.press('Control+Enter');
  await page.waitForTimeout(settled);
}
