/** The guides, from the documents as they stand in the repository. */
import MarkdownIt from 'markdown-it';
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { ROOT, SITE, textOf, write } from './files.js';
import { Sections } from './search.js';
import { pageOf } from './template.js';

/** Groups of pages: title, the page's file, and the document that it shows. */
const GUIDES = [
  [
    'Begin',
    [
      ['First session', 'index.html', 'README.md'],
      ['Keys, rules, the button', 'running.html', 'docs/RUNNING.md'],
      ['Lineups', 'lineups.html', 'docs/LINEUPS.md'],
      ['Screens', 'screens.html', 'docs/SCREENS.md'],
      ['The report', 'report.html', 'docs/REPORT.md'],
    ],
  ],
  [
    'Build and connect',
    [
      ['Build the box', 'build.html', 'docs/BUILD.md'],
      ['Many rooms', 'rooms.html', 'docs/ROOMS.md'],
      ['Buttons and show control', 'companion.html', 'docs/COMPANION.md'],
      ['A computer for it alone', 'kiosk.html', 'docs/KIOSK.md'],
      ['Watching over rooms', 'monitoring.html', 'docs/MONITORING.md'],
    ],
  ],
  [
    'How it works',
    [
      ['Reliability', 'reliability.html', 'docs/RELIABILITY.md'],
      ['Security', 'security.html', 'docs/SECURITY.md'],
      ['The wire', 'wire.html', 'protocol/README.md'],
      ['The web', 'web.html', 'host/mirror/README.md'],
      ['The code', 'code.html', 'docs/CODE.md'],
      ['This site', 'site.html', 'docs/site/README.md'],
      ['Contributing', 'contributing.html', 'CONTRIBUTING.md'],
      ['Changes', 'changes.html', 'CHANGELOG.md'],
    ],
  ],
];
const PAGES = GUIDES.flatMap(([, pages]) => pages);
const NAV = GUIDES.map(([name, pages]) => [name, pages.map(([title, file]) => [title, file])]);

const HERO = `<p class="hero"><a class="call" href="try.html">Try it in your browser</a>
<a class="call quiet" href="flash.html">Flash a board</a></p>`;

/** Builds every page and the index of the search; gives how many pages there are. */
export async function buildGuides(out) {
  const sections = new Sections();
  for (const [title, file, source] of PAGES) {
    const main = rendered(out, source, { title, file }, sections);
    const whole = file === 'index.html' ? main.replace('</h1>', `</h1>${HERO}`) : main;
    const named = file === 'index.html' ? 'Claplight' : title;
    write(join(out, file), pageOf({ file, title: named, main: whole, nav: NAV }));
  }
  for (const [title, name] of [
    ['Try it', 'try'],
    ['Flash it', 'flash'],
  ]) {
    const main = textOf(SITE, `pages/${name}.html`);
    const file = `${name}.html`;
    write(join(out, file), pageOf({ file, title, main, nav: NAV, script: name, wide: true }));
  }
  write(join(out, 'search.json'), sections.index());
  return PAGES.length + 2;
}

/** As GitHub names headings. */
const slugOf = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const plain = (token) =>
  (token.children ?? [])
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('');

function rendered(out, source, page, sections) {
  const markdown = new MarkdownIt({ html: true });
  const tokens = markdown.parse(textOf(ROOT, source), {});
  const seen = new Map();
  sections.begin(page.title, page.file);
  tokens.forEach((token, i) => {
    if (token.type === 'heading_open') {
      const text = plain(tokens[i + 1]);
      const slug = slugOf(text);
      const times = seen.get(slug) ?? 0;
      seen.set(slug, times + 1);
      const id = times === 0 ? slug : `${slug}-${times}`;
      token.attrSet('id', id);
      if (token.tag !== 'h1') sections.heading(text, `${page.file}#${id}`);
    } else if (token.type === 'inline') {
      sections.text(plain(token));
      for (const child of token.children ?? []) lead(out, source, child);
    } else if (token.type === 'fence') sections.text(token.content);
    // Wide ones scroll in themselves, by keyboard too.
    if (token.type === 'fence') token.attrSet('tabindex', '0');
  });
  return markdown.renderer
    .render(tokens, markdown.options, {})
    .replaceAll('<pre><code', '<pre tabindex="0"><code')
    .replace(/<table>[^]*?<\/table>/g, (table) => `<div class="table" tabindex="0">${table}</div>`)
    .replace(/<th><\/th>/g, '<td></td>');
}

/** Leads links and pictures to where they are on the site. */
function lead(out, source, token) {
  for (const name of ['href', 'src']) {
    const to = token.attrGet(name);
    if (to === null || /^(?:[a-z]+:|#)/i.test(to)) continue;
    token.attrSet(name, placeOf(out, source, to));
  }
}

function placeOf(out, source, to) {
  const [path, hash] = to.split('#');
  const target = posix.normalize(posix.join(posix.dirname(source), path));
  const page = PAGES.find(([, , document]) => document === target);
  if (page) return hash === undefined ? page[1] : `${page[1]}#${hash}`;
  const from = join(ROOT, target);
  if (!existsSync(from) || !statSync(from).isFile()) return to;
  const place = `files/${target}`;
  mkdirSync(dirname(join(out, place)), { recursive: true });
  copyFileSync(from, join(out, place));
  return place;
}
