/** The programs of the pages, and the frames of "Try it": the product's own pages on the session in the browser. */
import { build, transform } from 'esbuild';
import { join } from 'node:path';
import { ROOT, SITE, textOf, write } from './files.js';

const STATIC = join(ROOT, 'host/page/static');
const ENTRIES = ['site', 'try', 'try-worker', 'mirror-frame', 'operator-frame', 'flash'];

export async function buildApps(out) {
  await build({
    entryPoints: ENTRIES.map((name) => join(SITE, `app/${name}.ts`)),
    outdir: join(out, 'app'),
    chunkNames: 'parts/[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    // Classes are told apart by their names in sentences and tests alone: these stay.
    keepNames: false,
    legalComments: 'none',
    loader: { '.hex': 'text', '.csv': 'text', '.css': 'text' },
    logLevel: 'warning',
    nodePaths: [join(SITE, 'node_modules')],
    tsconfigRaw: { compilerOptions: { target: 'es2023', verbatimModuleSyntax: true } },
  });
  await frame(out, 'mirror');
  await frame(out, 'operator');
  const styles = STYLES.map((name) => textOf(SITE, `pages/${name}.css`));
  write(join(out, 'site.css'), await minified(styles.join('')));
  write(join(out, 'icon.svg'), textOf(STATIC, 'icon.svg'));
}

/** In this order: the later counts. */
const STYLES = ['prose', 'site', 'controls', 'try'];

const minified = async (css) => (await transform(css, { loader: 'css', minify: true })).code;

/** A page of the product with its styles in one file, and with the program that reads this browser's session. */
async function frame(out, name) {
  const html = textOf(STATIC, `${name}.html`);
  const styles = [...html.matchAll(/<link rel="stylesheet" href="\/static\/([^"]+)"/g)];
  const css = styles.map(([, file]) => textOf(STATIC, file)).join('');
  write(join(out, `${name}.css`), await minified(css));
  const page = html
    .replace(/ *<(?:link rel="stylesheet"[^>]*>|noscript>.*<\/noscript>)\n/g, '')
    .replace(/ *<script [^>]*><\/script>\n/g, '')
    // The phone beside it says the same.
    .replace(/(id="announcer"[^>]*aria-live=)"polite"/, (all, start) =>
      name === 'mirror' ? `${start}"off"` : all,
    )
    .replace('href="/static/icon.svg"', 'href="icon.svg"')
    .replace('<!-- hands -->', () => textOf(STATIC, 'hands.svg'))
    // Nothing of it comes later than the rest.
    .replace(/ *<!-- again -->\n/, '')
    .replace(
      '</head>',
      `<meta name="robots" content="noindex" /><link rel="stylesheet" href="${name}.css" />
    <script type="module" src="app/${name}-frame.js"></script></head>`,
    );
  if (/(?:src|href)="\//.test(page)) throw new Error(`${name}.html asks for what the site lacks`);
  write(join(out, `${name}.html`), page);
}
