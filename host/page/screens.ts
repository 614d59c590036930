/** The page of all screens: for each its switches, and the address and code that result. */
import { part, setText } from './draw.ts';

interface Switch {
  readonly key: string;
  readonly value: string;
  readonly label: string;
}

const DIM: Switch = { key: 'tone', value: 'dim', label: 'Dim, for a dark hall' };
const STEADY: Switch = { key: 'steady', value: '1', label: 'No blinking' };
const CLOCK: Switch = { key: 'clock', value: '1', label: 'The time of day' };
const FLIP: Switch = { key: 'flip', value: 'x', label: 'Mirrored, for a prompter’s glass' };
const CORNERS = [
  ['', 'bottom right'],
  ['bl', 'bottom left'],
  ['tr', 'top right'],
  ['tl', 'top left'],
] as const;

const SWITCHES: Readonly<Record<string, readonly Switch[]>> = {
  full: [DIM, STEADY, CLOCK, FLIP],
  digits: [DIM, STEADY, FLIP],
  light: [DIM, STEADY, FLIP],
  overlay: [DIM, STEADY],
};

interface ScreensDocument {
  readonly name: string | null;
  /** Whether other computers reach this one. */
  readonly beyond: boolean;
  /** Whether digits are on the podium. */
  readonly digits: boolean;
  /** Told on the session's own computer alone. */
  readonly addresses: readonly string[];
}

function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  about: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), about);
  element.append(...children);
  return element;
}

const lang = part('lang') as HTMLSelectElement;
const address = part('address') as HTMLSelectElement;

/** One card: gives what draws its address anew. */
function open(card: HTMLElement): () => void {
  const { view = '' } = card.dataset;
  const link = card.querySelector('a') as HTMLAnchorElement;
  const name = card.querySelector('h2')?.textContent ?? '';
  const boxes = (SWITCHES[view] ?? []).map(
    (one) => [one, made('input', { type: 'checkbox', name: one.key })] as const,
  );
  const corner = made(
    'select',
    { name: 'at' },
    ...CORNERS.map(([value, label]) => made('option', { value }, label)),
  );
  const switches = made(
    'fieldset',
    { className: 'switches' },
    made('legend', { className: 'unseen' }, `Options of ${name}`),
    ...boxes.map(([{ label }, box]) => made('label', {}, box, label)),
    ...(view === 'overlay' ? [made('label', {}, 'Corner', corner)] : []),
  );
  const code = made('img', { className: 'code', width: 176, height: 176 });
  const shown = made('a', { className: 'address' });
  const copy = made('button', { type: 'button' }, 'Copy');
  copy.setAttribute('aria-label', `Copy the address of ${name}`);
  copy.addEventListener('click', () => void copied(shown, name));
  link.parentElement?.before(
    made('div', { className: 'made' }, made('div', {}, switches), code),
    made('p', {}, shown, ' ', copy),
  );
  const draw = (): void => {
    const query = new URLSearchParams(view === 'full' ? {} : { view });
    for (const [{ key, value }, box] of boxes) if (box.checked) query.set(key, value);
    if (corner.value !== '') query.set('at', corner.value);
    if (lang.value !== '') query.set('lang', lang.value);
    const search = query.size === 0 ? '' : `?${query.toString()}`;
    const url = `${address.value || location.origin}/${search}`;
    link.href = `/${search}`;
    shown.href = url;
    setText(shown, url);
    code.src = `/screens/code?to=${encodeURIComponent(url)}`;
    code.alt = `Code of ${url}`;
  };
  switches.addEventListener('change', draw);
  draw();
  return draw;
}

/** Where the browser gives no clipboard, as over plain http, the address is marked for Ctrl+C. */
async function copied(shown: HTMLElement, name: string): Promise<void> {
  const clipboard = (navigator as Partial<Navigator>).clipboard;
  const done = await clipboard?.writeText(shown.textContent).then(
    () => true,
    () => false,
  );
  if (done !== true) getSelection()?.selectAllChildren(shown);
  const said = done === true ? `Copied: ${name}.` : 'Selected: press Ctrl+C to copy.';
  setText(part('said'), said);
}

function fill({ name, beyond, digits, addresses }: ScreensDocument): void {
  setText(part('session'), name ?? '');
  part('alone').hidden = beyond;
  part('box').hidden = !digits;
  if (digits) void import('./box-digits.ts');
  const all = addresses.length > 0 ? addresses : [location.origin];
  address.replaceChildren(...all.map((url) => made('option', { value: url }, url)));
  part('where').hidden = all.length < 2;
}

const answer = await fetch('/api/screens', { credentials: 'omit' }).catch(() => undefined);
fill(
  answer?.ok === true
    ? ((await answer.json()) as ScreensDocument)
    : { name: null, beyond: true, digits: false, addresses: [] },
);
part('all').hidden = false;
const draws = Array.from(document.querySelectorAll<HTMLElement>('.card[data-view]'), open);
part('all').addEventListener('change', () => {
  for (const draw of draws) draw();
});
