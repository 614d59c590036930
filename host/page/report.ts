/** The report of the session that runs: drawn by the host, built here node by node, and kept fresh. */
import type { DrawnContent, DrawnElement } from './document.ts';
import { part, setText } from './draw.ts';
import { PageToken } from './page-token.ts';

/** A report has no hurry: once in so many ms. */
const EVERY = 3000;
const SVG = 'http://www.w3.org/2000/svg';

const token = new PageToken();
const form = part('ask') as HTMLFormElement;
let shown = '';

function built(content: DrawnContent, space: string | null): Node {
  if (typeof content === 'string') return document.createTextNode(content);
  const { tag, attributes, content: inner } = content;
  const within = tag === 'svg' ? SVG : space;
  const element =
    within === null ? document.createElement(tag) : document.createElementNS(within, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inner.map((one) => built(one, within)));
  return element;
}

/** What somebody unfolded stays so. */
function show(text: string): void {
  if (text === shown) return;
  shown = text;
  const old = part('report');
  const open = [...old.querySelectorAll('details')].map((one) => one.open);
  const fresh = built(JSON.parse(text) as DrawnElement, null) as HTMLElement;
  fresh.id = 'report';
  for (const [i, one] of [...fresh.querySelectorAll('details')].entries())
    one.open = open[i] ?? false;
  old.replaceWith(fresh);
}

function ask(sentence: string): void {
  setText(part('gate'), sentence);
  form.hidden = false;
}

async function fetched(): Promise<void> {
  if (token.value === undefined) {
    ask('This page needs the token that the terminal shows.');
    return;
  }
  const response = await fetch('/api/report', { headers: token.headers, cache: 'no-store' });
  if (response.status === 401) {
    token.take(undefined);
    ask('That token is wrong, or not valid any more: type the new one.');
  } else if (response.ok) {
    form.hidden = true;
    setText(part('gate'), '');
    show(await response.text());
  } else setText(part('gate'), 'There is no report yet.');
}

function refresh(): void {
  if (document.visibilityState === 'hidden') return;
  fetched().catch(() => {
    setText(part('gate'), 'Offline: this is how the session stood last.');
  });
}

/** A key that is worth nothing takes nothing from a page that has the token. */
function admit(sentence: string | undefined): void {
  if (sentence === undefined || token.value !== undefined) refresh();
  else ask(sentence);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void token.typed((part('token') as HTMLInputElement).value.trim()).then(admit);
});
token.onScan(admit);
document.addEventListener('visibilitychange', refresh);
setInterval(refresh, EVERY);
void token.enter().then(admit);
