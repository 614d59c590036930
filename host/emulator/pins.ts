import { AVRIOPort, type CPU, portBConfig, portCConfig, portDConfig } from './avr.ts';

/** The Uno's pins as bit masks: bit n is Arduino pin n, 0 to 19 (14 is A0). */
export interface PinState {
  /** Pins that the chip drives. */
  readonly outputs: number;
  /** Of these, the ones that are high. */
  readonly levels: number;
  /** Inputs whose pull-up is on. */
  readonly pullUps: number;
}

/** The chip's ports, each with the Arduino pin of its bit 0 and the bits that are brought out. */
const PORTS = [
  { config: portDConfig, first: 0, mask: 0xff },
  { config: portBConfig, first: 8, mask: 0x3f },
  { config: portCConfig, first: 14, mask: 0x3f },
] as const;

const NOTHING: PinState = { outputs: 0, levels: 0, pullUps: 0 };

/** What is connected to the Uno's pins. It outlives the chip's resets. */
export class Pins {
  state: PinState = NOTHING;
  /** Told when a driven pin changes its level, or a pin its direction. */
  onChange: (state: PinState) => void = () => undefined;
  #ports: AVRIOPort[] = [];
  /** Pins that something outside drives, and of these the ones that are high. */
  #driven = 0;
  #high = 0;
  /** What the chip was last told of its inputs, port by port. */
  #fed: (number | undefined)[] = [];

  /** A chip that was just reset: every pin is an input. */
  attach(cpu: CPU): void {
    this.#update(NOTHING);
    this.#fed = [];
    this.#ports = PORTS.map(({ config, first, mask }, index) => {
      const port = new AVRIOPort(cpu, config);
      port.addListener((value) => {
        const outputs = cpu.data[config.DDR] ?? 0;
        const keep = ~(mask << first);
        this.#update({
          outputs: (this.state.outputs & keep) | ((outputs & mask) << first),
          levels: (this.state.levels & keep) | ((value & outputs & mask) << first),
          pullUps: (this.state.pullUps & keep) | ((value & ~outputs & mask) << first),
        });
        this.#feed(index);
      });
      return port;
    });
    for (const index of PORTS.keys()) this.#feed(index);
  }

  /** Something outside drives `pin` (a button, say), or lets go of it with `undefined`. */
  drive(pin: number, level: boolean | undefined): void {
    const bit = 1 << pin;
    this.#driven = level === undefined ? this.#driven & ~bit : this.#driven | bit;
    this.#high = level === true ? this.#high | bit : this.#high & ~bit;
    for (const index of PORTS.keys()) this.#feed(index);
  }

  /** Tells a port what its inputs read: the driven level, else high if the pull-up is on. */
  #feed(index: number): void {
    const port = this.#ports[index];
    const spec = PORTS[index];
    if (port === undefined || spec === undefined) return;
    const all = (this.#high & this.#driven) | (this.state.pullUps & ~this.#driven);
    const read = all & (spec.mask << spec.first);
    if (this.#fed[index] === read) return;
    this.#fed[index] = read;
    for (let bit = 0; bit < 8; bit++) {
      if (spec.mask & (1 << bit)) port.setPin(bit, (read & (1 << (bit + spec.first))) !== 0);
    }
  }

  #update(state: PinState): void {
    const { outputs, levels } = this.state;
    this.state = state;
    if (outputs !== state.outputs || levels !== state.levels) this.onChange(state);
  }
}
