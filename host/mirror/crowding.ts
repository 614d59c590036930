/** Tells operators that more screens come than there is room for, once, until it has been calm for a while. */

/** Without another one turned away for so many ms, it is over. */
const CALM = 30_000;

const CROWDED =
  'too many screens and devices: some are turned away. Presses with the token still get through';

export class Crowding {
  readonly #tell: (sentence: string | undefined) => void;
  #calm: NodeJS.Timeout | undefined;

  /** `tell` gets a sentence, and undefined once it no longer holds. */
  constructor(tell: (sentence: string | undefined) => void) {
    this.#tell = tell;
  }

  /** Somebody was turned away. */
  readonly turnedAway = (): void => {
    if (this.#calm) {
      this.#calm.refresh();
      return;
    }
    this.#calm = setTimeout(() => {
      this.stop();
      this.#tell(undefined);
    }, CALM).unref();
    this.#tell(CROWDED);
  };

  stop(): void {
    clearTimeout(this.#calm);
    this.#calm = undefined;
  }
}
