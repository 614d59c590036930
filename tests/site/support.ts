/** The site, built into a folder of its own and served as a plain file server does, below a path. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CHROMIUM, launch } from '../mirror/support/chromium.ts';
import { need } from '../support/need.ts';

const SITE = fileURLToPath(new URL('../../docs/site/', import.meta.url));

/** A `describe` for tests of the site: it has packages of its own. */
export const describeSite = need(
  "the site's own packages, and chromium",
  'npm ci --ignore-scripts --prefix docs/site; apt-get install chromium',
  existsSync(join(SITE, 'node_modules/esbuild')) && existsSync(CHROMIUM),
);

export class Site {
  readonly folder: string;
  readonly url: string;
  readonly browser: Browser;
  readonly #server: Server;

  private constructor(folder: string, server: Server, browser: Browser) {
    this.folder = folder;
    this.#server = server;
    this.browser = browser;
    this.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/claplight/`;
  }

  /** Builds it, which fails where a link leads nowhere. */
  static async open(): Promise<Site> {
    const folder = mkdtempSync(join(tmpdir(), 'claplight-site-'));
    execFileSync(process.execPath, [join(SITE, 'build.js'), folder], { stdio: 'pipe' });
    const { serve } = (await import(join(SITE, 'serve.js'))) as {
      serve: (folder: string, port: number, base: string) => Promise<Server>;
    };
    return new Site(folder, await serve(folder, 0, '/claplight/'), await launch());
  }

  /** A visitor's window, with whatever is asked of other sites, and what went wrong. */
  async visit(options: Parameters<Browser['newContext']>[0] = {}): Promise<Visit> {
    const context = await this.browser.newContext(options);
    const page = await context.newPage();
    const visit = { context, page, foreign: [] as string[], errors: [] as string[] };
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(this.url) && !/^(?:blob|data):/.test(url)) visit.foreign.push(url);
    });
    page.on('pageerror', ({ message }) => visit.errors.push(message));
    return visit;
  }

  /** The server goes; what was loaded must do. */
  goOffline(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.goOffline();
    rmSync(this.folder, { recursive: true });
  }
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly foreign: readonly string[];
  readonly errors: readonly string[];
}
