/** The mirror: a player of the session's programme on any screen in the room. */
import { keepAwake } from './awake.ts';
import { Conductor, type Frame } from './conductor.ts';
import { Canvas, part, setData, setText } from './draw.ts';
import { Link } from './session-link.ts';
import { wordsIn } from '../../protocol/words/languages.ts';
import { openMenu, viewOf } from './menu.ts';
import { Sounds } from './sound.ts';
import { tryOut } from './tryout.ts';

const sounds = new Sounds();
const canvas = new Canvas();
let sounding: object | null = null;

/** On its own, a page is silent: it cannot know that the room is still in that talk. */
function sound({ trust, session, playing }: Frame): void {
  const next = playing?.sound ?? null;
  if (next === sounding) return;
  sounding = next;
  if (!next || !playing || trust !== 'sure' || session?.muted === true) sounds.stop();
  else sounds.play(next.name, (playing.now - next.from) / (session?.speed ?? 1));
}

const link = new Link({
  changed: () => {
    conductor.wake();
  },
});
const conductor = new Conductor(link, (frame) => {
  canvas.draw(frame);
  sound(frame);
});
// The address beats what the session was started with, which the server wrote into the page.
const query = new URLSearchParams(location.search);
const room = query.get('room');
// Whoever has ten rooms in ten tabs finds one by its name.
if (room !== null) document.title = `${room} · Claplight`;
const asked = query.get('lang');
const { lang, words } = await wordsIn(asked ?? document.documentElement.lang);
document.documentElement.lang = lang;
document.documentElement.dir = words.dir;
canvas.words = words;
canvas.clock = query.has('clock') && query.get('clock') !== '0';
openMenu({
  sounds,
  words,
  steady: (on) => {
    conductor.steady = canvas.steady = on;
    conductor.wake();
  },
});
link.open();
conductor.start();
tryOut();
// Tells the guard in `plain.js` that this browser can run the mirror.
setData(document.documentElement, 'runs', 'yes');
// A mixer takes the overlay from a machine that does not sleep, and wants it transparent.
if (viewOf(location.search) !== 'overlay')
  keepAwake((how) => {
    setData(document.body, 'awake', how);
    setText(part('sleep-note'), how === 'asleep' ? words.sleepy : '');
  });
