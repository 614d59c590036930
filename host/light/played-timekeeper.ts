/** A session on a light that the host plays: the host keeps the time; the light only does as it is told. */
import type { Programme } from '../../protocol/programme.ts';
import { SOUNDS, type LampSet, type SoundLevel } from '../../protocol/signal.ts';
import { after, duration } from '../../protocol/time.ts';
import type { EventName } from '../../protocol/stage.ts';
import type { Clock } from '../system/host-clock.ts';
import { LocalTimekeeper } from '../session/local-timekeeper.ts';
import type { Happening } from '../session/timekeeper.ts';
import type { LightKind } from '../session/types.ts';
import type { PlayedLight } from './light.ts';
import { Button } from './button.ts';

interface PlayedOptions {
  readonly light: PlayedLight;
  readonly kind: LightKind;
  /** For people: `Firmata board on /dev/ttyACM0`. */
  readonly name: string;
  readonly level: SoundLevel;
}

export class PlayedTimekeeper extends LocalTimekeeper {
  readonly #button: Button;
  readonly #clock: Clock;
  readonly #level: SoundLevel;
  readonly #show: (change: { lamps?: LampSet; buzzer?: boolean; tick?: boolean }) => void;
  #closed = false;
  #tell: (happening: Happening) => void = () => undefined;

  constructor(clock: Clock, programme: Programme, { light, kind, name, level }: PlayedOptions) {
    const shown = { lamps: 0, buzzer: false, tick: false };
    const show = (change: Partial<typeof shown>): void => {
      Object.assign(shown, change);
      light.show(shown.lamps, shown.buzzer || shown.tick);
    };
    super(clock, programme, {
      light: { kind, name, reached: true, truth: 'sure' },
      level,
      show: (lamps, buzzer) => {
        show({ lamps, buzzer });
      },
    });
    this.#clock = clock;
    this.#level = level;
    this.#show = show;
    this.#button = new Button(
      clock,
      () => this.stage.state,
      (event) => void this.#pressed(event),
    );
    light.onButton = (down) => {
      this.#button.contact(down);
    };
  }

  override listen(tell: (happening: Happening) => void): void {
    this.#tell = tell;
    super.listen(tell);
  }

  override close(): Promise<void> {
    this.#closed = true;
    return super.close();
  }

  /** The board was unplugged, or is back. The session goes on either way. */
  reached(reached: boolean): void {
    if (this.light.reached === reached || this.#closed) return;
    if (!reached) this.#button.forget();
    this.light = { ...this.light, reached };
    const { name } = this.light;
    const text = reached
      ? `${name} is back`
      : `${name} is out of reach: without power it is dark; otherwise its lamps stay as they are`;
    this.#tell({ kind: 'light', text });
  }

  async #pressed(type: EventName): Promise<void> {
    const outcome = await this.act({ type }, true);
    if (!outcome.accepted) this.#tick();
  }

  /** Says that a press was refused. */
  #tick(): void {
    if (this.#level === 'off') return;
    const length = duration(SOUNDS.tick[this.#level]);
    this.#show({ tick: true });
    this.#clock.at(after(this.#clock.now(), length), () => {
      this.#show({ tick: false });
    });
  }
}
