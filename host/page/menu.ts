/** The mirror's few buttons: they show while somebody moves the pointer or tabs through them. */
import type { SoundLevel } from '../../protocol/signal.ts';
import { part, setData, setText } from './draw.ts';
import type { Sounds } from './sound.ts';

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

export function openMenu(sounds: Sounds): void {
  const query = new URLSearchParams(location.search);
  const { body } = document;
  setData(body, 'view', viewOf(location.search));
  setData(body, 'room', query.get('room') === 'bright' ? 'bright' : 'dark');
  const remember = (key: string, value: string): void => {
    query.set(key, value);
    history.replaceState(null, '', `?${query.toString()}`);
  };

  part('menu-screen').addEventListener('click', () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void document.documentElement.requestFullscreen().catch(() => undefined);
  });
  part('menu-view').addEventListener('click', () => {
    const view = after(VIEWS, viewOf(location.search));
    setData(body, 'view', view);
    remember('view', view);
  });
  part('menu-room').addEventListener('click', () => {
    const room = body.dataset.room === 'bright' ? 'dark' : 'bright';
    setData(body, 'room', room);
    remember('room', room);
  });
  const sound = part('menu-sound');
  sound.addEventListener('click', () => {
    const level = after(LEVELS, sounds.level);
    setText(sound, `Sound: ${level}`);
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
  for (const move of ['pointermove', 'pointerdown', 'keydown'])
    addEventListener(move, show, { passive: true });
}
