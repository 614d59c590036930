/** Prints how large "Try it" is and how fast the podium runs in a headless Chromium: `npm run measure`, after a build. */
import console from 'node:console';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { ROOT } from './build/files.js';
import { serve } from './serve.js';

const server = await serve(join(ROOT, 'dist/site'));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
try {
  const page = await browser.newPage();
  const loaded = new Map();
  page.on('response', async (response) => loaded.set(response.url(), await response.body()));
  await page.goto(`http://127.0.0.1:${server.address().port}/try.html`);
  await page.waitForSelector('body[data-begun=yes]');
  await sleep(1000);
  const sum = (pack) => [...loaded.values()].reduce((all, body) => all + pack(body).length, 0);
  const kB = (bytes) => `${(bytes / 1024).toFixed(0)} kB`;
  console.log(`"Try it" loads ${loaded.size} files: ${kB(sum((body) => body))}, `);
  console.log(
    `${kB(sum(gzipSync))} by gzip, ${kB(sum(brotliCompressSync))} by brotli (250 kB at most)`,
  );
  // Asked for more than it can, it shows what it can: at ten times it is mostly idle, and its code stays cold.
  await page.evaluate(() => {
    globalThis.document.querySelector('input[value="10"]').value = '1000';
  });
  await page.check('input[name=speed][value="1000"]');
  await page.click('#autopilot');
  await sleep(8_000);
  const [times] = (await page.textContent('#possible')).match(/\d+/) ?? ['?'];
  console.log(`the podium runs ${times} times as fast as life at most (20 at least)`);
} finally {
  await browser.close();
  server.close();
}
