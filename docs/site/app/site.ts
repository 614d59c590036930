/** What every page does: finds in the guides, and is there without a network once it was loaded. */
import type MiniSearch from 'minisearch';
import { part } from './parts.ts';

interface Found {
  readonly id: unknown;
  readonly page?: unknown;
  readonly heading?: unknown;
}

const MOST = 8;
const input = part('search') as HTMLInputElement;
const list = part('found');
let index: Promise<MiniSearch> | undefined;

/** Loaded when somebody wants it. */
async function load(): Promise<MiniSearch> {
  const [{ default: Search }, response] = await Promise.all([
    import('minisearch'),
    fetch('search.json'),
  ]);
  return Search.loadJSON(await response.text(), {
    fields: ['heading', 'text'],
    storeFields: ['page', 'heading'],
  });
}

/** The pages that are found, in the order of the list. */
let shown: readonly string[] = [];
let chosen = -1;

function show(all: readonly Found[], asked: string): void {
  const best = all.slice(0, MOST);
  shown = best.map(({ id }) => String(id));
  const names = best.map(({ page, heading }) =>
    heading === page ? String(page) : `${String(heading)} · ${String(page)}`,
  );
  const nothing = names.length === 0;
  list.replaceChildren(
    ...(nothing ? ['Nothing found'] : names).map((name, i) => {
      const item = document.createElement('li');
      item.role = 'option';
      item.id = `found-${String(i)}`;
      item.textContent = name;
      if (nothing) item.setAttribute('aria-disabled', 'true');
      return item;
    }),
  );
  list.hidden = asked === '';
  input.setAttribute('aria-expanded', String(!list.hidden));
  choose(-1);
}

function choose(next: number): void {
  chosen = Math.max(-1, Math.min(next, shown.length - 1));
  [...list.children].forEach((item, i) => {
    item.setAttribute('aria-selected', String(i === chosen));
  });
  if (chosen < 0) input.removeAttribute('aria-activedescendant');
  else input.setAttribute('aria-activedescendant', `found-${String(chosen)}`);
}

function open(i: number): void {
  const to = shown[i];
  if (to === undefined) return;
  location.href = to;
  show([], '');
}

list.addEventListener('click', ({ target }) => {
  if (target instanceof Element) open([...list.children].indexOf(target));
});
input.addEventListener('focus', () => {
  index ??= load();
});
input.addEventListener('input', () => {
  const asked = input.value.trim();
  void (index ??= load()).then((search) => {
    if (asked !== input.value.trim()) return;
    const options = { prefix: true, fuzzy: 0.2, boost: { heading: 3 } };
    show(asked === '' ? [] : search.search(asked, options), asked);
  });
});
input.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') show([], '');
  else if (event.key === 'ArrowDown') choose(chosen + 1);
  else if (event.key === 'ArrowUp') choose(chosen - 1);
  else if (event.key === 'Enter') open(Math.max(chosen, 0));
  else return;
  event.preventDefault();
});
addEventListener('click', ({ target }) => {
  if (target instanceof Node && !list.contains(target) && target !== input) show([], '');
});

// On a phone the list of guides is folded.
const side = document.querySelector<HTMLDetailsElement>('details.side');
const narrow = matchMedia('(max-width: 800px)');
const fold = (): void => {
  if (side) side.open = !narrow.matches;
};
narrow.addEventListener('change', fold);
fold();

// Missing over plain http, whatever the types say.
const workers = (navigator as Partial<Navigator>).serviceWorker;
void workers?.register(new URL('../offline.js', import.meta.url)).catch(() => undefined);
