/** The mirror's few buttons: they show while somebody moves the pointer or tabs through them. */
import type { SoundLevel } from '../../protocol/signal.ts';
import { part, setData, setText } from './draw.ts';
import type { Sounds } from './sound.ts';
import type { Words } from '../../protocol/words/words.ts';

const VIEWS = ['full', 'light', 'digits', 'overlay'] as const;
const LEVELS: readonly SoundLevel[] = ['off', 'quiet', 'normal'];
const SHOWN = 4_000;

const after = <T>(list: readonly T[], one: T): T =>
  list[(list.indexOf(one) + 1) % list.length] as T;

/** The view that the address asks for; anything else is the full one. */
export function viewOf(search: string): (typeof VIEWS)[number] {
  const wanted = new URLSearchParams(search).get('view');
  return VIEWS.find((view) => view === wanted) ?? 'full';
}

const CORNERS = ['tl', 'tr', 'bl', 'br'] as const;

/** What the menu works on. */
export interface MenuParts {
  readonly sounds: Sounds;
  readonly words: Words;
  readonly steady: (on: boolean) => void;
}

export function openMenu({ sounds, words, steady }: MenuParts): void {
  const query = new URLSearchParams(location.search);
  const { body } = document;
  setData(body, 'view', viewOf(location.search));
  setData(body, 'tone', query.get('tone') === 'dim' ? 'dim' : 'bright');
  setData(body, 'at', CORNERS.find((corner) => corner === query.get('at')) ?? 'br');
  setData(body, 'flip', query.get('flip') === 'x' ? 'x' : 'no');
  for (const key of ['screen', 'view', 'tone', 'steady'] as const)
    setText(part(`menu-${key}`), words.menu[key]);
  const remember = (key: string, value: string): void => {
    query.set(key, value);
    history.replaceState(null, '', `?${query.toString()}`);
  };
  const turnSteady = (on: boolean): void => {
    part('menu-steady').setAttribute('aria-pressed', String(on));
    steady(on);
  };
  turnSteady(query.has('steady') && query.get('steady') !== '0');
  part('menu-steady').addEventListener('click', () => {
    const on = part('menu-steady').getAttribute('aria-pressed') !== 'true';
    turnSteady(on);
    remember('steady', on ? '1' : '0');
  });

  part('menu-screen').addEventListener('click', () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void document.documentElement.requestFullscreen().catch(() => undefined);
  });
  part('menu-view').addEventListener('click', () => {
    const view = after(VIEWS, viewOf(location.search));
    setData(body, 'view', view);
    remember('view', view);
  });
  part('menu-tone').addEventListener('click', () => {
    const tone = body.dataset.tone === 'bright' ? 'dim' : 'bright';
    setData(body, 'tone', tone);
    remember('tone', tone);
  });
  const sound = part('menu-sound');
  setText(sound, words.sound[sounds.level]);
  sound.addEventListener('click', () => {
    const level = after(LEVELS, sounds.level);
    setText(sound, words.sound[level]);
    void sounds.turn(level);
  });
  showOnMove(body);
}

function showOnMove(body: HTMLElement): void {
  let timer: number | undefined;
  const show = (): void => {
    setData(body, 'menu', 'shown');
    clearTimeout(timer);
    timer = setTimeout(() => {
      setData(body, 'menu', 'hidden');
    }, SHOWN);
  };
  for (const move of ['pointerdown', 'keydown']) addEventListener(move, show, { passive: true });
  // A page that comes under a pointer at rest hears of a move, too: only the next one tells that it moves.
  let at: string | undefined;
  const moved = ({ clientX, clientY }: PointerEvent): void => {
    const before = at;
    at = `${String(clientX)} ${String(clientY)}`;
    if (before !== undefined && before !== at) show();
  };
  addEventListener('pointermove', moved, { passive: true });
}
