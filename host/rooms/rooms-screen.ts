/** The terminal of whoever looks after many rooms. */
import { randomBytes } from 'node:crypto';
import { guard } from '../terminal/terminal-guard.ts';
import { Keyboard } from '../terminal/keyboard.ts';
import { paintOf, render } from '../terminal/line.ts';
import { clean } from '../terminal/clean.ts';
import { clip } from '../terminal/text.ts';
import { Surface, type Input, type Output } from '../terminal/surface.ts';
import { TypedLine } from '../terminal/typed-line.ts';
import { inOrder, roomsLines } from './rooms-lines.ts';
import {
  charactersLeft,
  DONE,
  insertFitting,
  KEYS,
  KEYS_TO_LOOK,
  PRESSES,
  type Wanted,
} from './rooms-keys.ts';
import { roomShown, type RoomShown } from './room-shown.ts';
import type { RoomsWatcher } from './watcher.ts';

export interface RoomsScreenOptions {
  readonly control: boolean;
  /** Where the page is; empty where there is none. */
  readonly address: string;
  /** Where the page is; made each time, since what opens it with buttons does so once. */
  readonly about: () => readonly string[];
  readonly quit: () => void;
  readonly input?: Input;
  readonly output?: Output;
}

/** Digits change at whole seconds of each room: it is looked four times in one. In ms. */
const LOOK = 250;
/** What is told at the foot stays for so long, in ms. */
const TOLD = 20_000;

/** What has been asked for and is not confirmed yet. */
interface Asked extends Wanted {
  readonly room: RoomShown;
}

export class RoomsScreen {
  readonly #watcher: RoomsWatcher;
  readonly #options: RoomsScreenOptions;
  readonly #surface: Surface;
  readonly #keyboard: Keyboard;
  readonly #output: Output;
  readonly #timer: NodeJS.Timeout;
  readonly #release: () => void;
  #chosen: string | undefined;
  #asked: Asked | undefined;
  #typed: TypedLine | undefined;
  /** A message that did not arrive, by its room's id: it is not typed again. */
  readonly #drafts = new Map<string, string>();
  #told = '';
  #toldUntil = 0;
  #stopped = false;

  /** Takes the terminal over at once. */
  constructor(watcher: RoomsWatcher, options: RoomsScreenOptions) {
    const { input = process.stdin, output = process.stdout } = options;
    this.#watcher = watcher;
    this.#options = options;
    this.#output = output;
    this.#surface = new Surface(input, output);
    this.#release = guard({
      give: this.#stop,
      resumed: () => {
        this.#surface.take();
        this.#draw();
      },
      end: options.quit,
    });
    this.#surface.take();
    output.on('resize', this.#resized).on('error', this.#stop);
    this.#keyboard = new Keyboard(input, {
      key: (name, text) => {
        this.#key(name, text);
        this.#draw();
      },
      focus: () => undefined,
      pasted: (text) => {
        if (this.#typed) this.#typed = insertFitting(this.#typed, text);
        this.#draw();
      },
    });
    this.#timer = setInterval(() => {
      this.#draw();
    }, LOOK);
    watcher.onChange(
      () => {
        this.#draw();
      },
      () => {
        this.#draw();
      },
    );
    this.#draw();
  }

  /** Gives the terminal back. Does nothing the second time. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#release();
    this.#output.removeListener('resize', this.#resized);
    this.#keyboard.stop();
    this.#surface.give();
  }

  readonly #stop = (): void => {
    this.stop();
  };

  readonly #resized = (): void => {
    this.#surface.forget();
    this.#draw();
  };

  #rooms(): RoomShown[] {
    const now = this.#watcher.now();
    return inOrder(this.#watcher.documents().map((room) => roomShown(room, now)));
  }

  #draw(): void {
    if (this.#stopped || !this.#surface.ready) return;
    const { width, height } = this.#surface;
    const paint = paintOf(this.#output.getColorDepth?.() ?? 1);
    const model = {
      event: this.#watcher.title,
      address: this.#options.address,
      rooms: this.#rooms(),
      trouble: this.#watcher.trouble,
      chosen: this.#options.control ? this.#chosen : undefined,
      foot: this.#foot(width),
      asks: this.#asked !== undefined || this.#typed !== undefined,
    };
    const lines = roomsLines(model, width, height);
    this.#surface.show(lines.map((line) => render(line, width, paint)));
  }

  #foot(width: number): string {
    const { name = '' } = this.#asked?.room ?? {};
    if (this.#typed) {
      const about = clip(`To the speaker in ${clean(name)}`, width / 2);
      const left = charactersLeft(this.#typed);
      const end = left > 0 ? `  ${String(left)} left · Enter send` : '  full · Enter send';
      return `${about}: ${this.#typed.draw(width - about.length - end.length - 2)}${end}`;
    }
    if (this.#asked) return `${clean(name)}: ${this.#asked.what}? Enter yes · Esc no`;
    if (performance.now() < this.#toldUntil) return this.#told;
    const [long, short] = this.#options.control ? KEYS : KEYS_TO_LOOK;
    return long.length <= width ? long : short;
  }

  #key(name: string | undefined, text: string): void {
    if (name === 'ctrl-c') this.#quit();
    else if (this.#typed) this.#type(this.#typed, name, text);
    else if (this.#asked) this.#confirm(this.#asked, name);
    else if (name === 'q') this.#quit();
    else if (name === 'i') this.#tell(this.#options.about().at(-1) ?? 'There is no page.');
    else if (this.#options.control) this.#command(name);
  }

  #type(typed: TypedLine, name: string | undefined, text: string): void {
    const asked = this.#asked;
    if (name === 'escape' || name === 'enter' || !asked) {
      this.#typed = this.#asked = undefined;
      if (name === 'enter' && asked) this.#send(asked, typed.text.trim());
      return;
    }
    this.#typed =
      (name === undefined ? undefined : typed.press(name)) ?? insertFitting(typed, text);
  }

  /** A message changes nothing that goes on: what the room did while it was typed is no reason to refuse it. */
  #send({ room: { id }, press }: Asked, text: string): void {
    const room = this.#rooms().find((one) => one.id === id);
    if (!room) return;
    this.#drafts.set(id, text);
    void this.#press(room, { ...press, text });
  }

  #confirm({ room, press }: Asked, name: string | undefined): void {
    if (name !== 'enter' && name !== 'escape') return;
    this.#asked = undefined;
    if (name === 'enter') void this.#press(room, press);
  }

  #command(name: string | undefined): void {
    const rooms = this.#rooms();
    const at = rooms.findIndex(({ id }) => id === this.#chosen);
    if (name === 'up' || name === 'down') {
      const to = at < 0 ? 0 : at + (name === 'down' ? 1 : -1);
      this.#chosen = rooms[Math.max(0, Math.min(to, rooms.length - 1))]?.id;
      return;
    }
    const room = rooms[at];
    const press = PRESSES[name ?? ''];
    if (!press) return;
    if (!room) this.#tell('Choose a room first: ↑ ↓');
    else if (room.connection !== 'live')
      this.#tell(`${clean(room.name)} is not heard: nothing was sent.`);
    else if (!room.commands)
      this.#tell(`${clean(room.name)} takes no commands: it was started without --remote-control.`);
    else if (name === 'p' && room.held)
      this.#asked = { room, what: 'go on', press: { action: 'start' } };
    else this.#asked = { room, ...press };
    if (name === 'm' && this.#asked)
      this.#typed = TypedLine.of(this.#drafts.get(room?.id ?? '') ?? '');
  }

  async #press(room: RoomShown, press: Asked['press']): Promise<void> {
    const { rev, id } = room;
    const name = clean(room.name);
    const request = randomBytes(8).toString('hex');
    this.#tell(`Sending to ${name}…`);
    const reply = await this.#watcher.press(id, { ...press, rev, request });
    if (reply.ok && press.action === 'message') this.#drafts.delete(id);
    const done = press.text === '' ? 'message cleared' : (DONE[press.action] ?? 'done');
    this.#tell(`${name}: ${reply.ok ? done : clean(reply.sentence ?? 'refused.')}`);
    this.#draw();
  }

  #tell(sentence: string): void {
    this.#told = sentence;
    this.#toldUntil = performance.now() + TOLD;
  }

  #quit(): void {
    this.stop();
    this.#options.quit();
  }
}
