/** The terminal of whoever looks after many rooms. */
import { randomBytes } from 'node:crypto';
import { guard } from '../terminal/terminal-guard.ts';
import { Keyboard } from '../terminal/keyboard.ts';
import { paintOf, render } from '../terminal/line.ts';
import { Surface, type Input, type Output } from '../terminal/surface.ts';
import { TypedLine } from '../terminal/typed-line.ts';
import { inOrder, roomsLines } from './rooms-lines.ts';
import { roomShown, type RoomShown } from './room-shown.ts';
import type { RoomPress, RoomsWatcher } from './watcher.ts';

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
interface Asked {
  readonly room: RoomShown;
  readonly what: string;
  readonly press: Omit<RoomPress, 'request' | 'rev'>;
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
        if (this.#typed) this.#typed = this.#typed.insert(text);
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
    const { name } = this.#asked?.room ?? {};
    if (this.#typed)
      return `To the speaker in ${name ?? ''}: ${this.#typed.draw(width - 40)}  Enter send`;
    if (this.#asked) return `${name ?? ''}: ${this.#asked.what}? Enter yes · Esc no`;
    if (performance.now() < this.#toldUntil) return this.#told;
    const keys = this.#options.control
      ? '↑↓ room · p pause · + adds 1:00 · m message · f finish · '
      : '';
    return `${keys}i address · q quit`;
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
    if (name === 'escape' || !asked) this.#typed = this.#asked = undefined;
    else if (name === 'enter') {
      this.#typed = undefined;
      const what = typed.text === '' ? 'take the message away' : `tell “${typed.text}”`;
      this.#asked = { ...asked, what, press: { ...asked.press, text: typed.text } };
    } else this.#typed = (name === undefined ? undefined : typed.press(name)) ?? typed.insert(text);
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
    else if (room.connection !== 'live') this.#tell(`${room.name} is not heard: nothing was sent.`);
    else if (name === 'p' && room.held)
      this.#asked = { room, what: 'go on', press: { action: 'start' } };
    else this.#asked = { room, ...press };
    if (name === 'm' && this.#asked) this.#typed = TypedLine.of('');
  }

  async #press(room: RoomShown, press: Asked['press']): Promise<void> {
    const { rev } = room;
    const request = randomBytes(8).toString('hex');
    const reply = await this.#watcher.press(room.id, { ...press, rev, request });
    this.#tell(`${room.name}: ${reply.ok ? 'done.' : (reply.sentence ?? 'refused.')}`);
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

const PRESSES: Readonly<Record<string, Pick<Asked, 'what' | 'press'>>> = {
  p: { what: 'pause', press: { action: 'hold' } },
  '+': { what: 'add 1:00', press: { action: 'grant', amount: 60_000 } },
  m: { what: 'message', press: { action: 'message', to: 'speaker' } },
  f: { what: 'finish the talk', press: { action: 'finish' } },
};
