import type { Happening } from '../session/timekeeper.ts';

/** Tells what happens to one listener. What happened before there was a listener is told first. */
export class Announcer {
  #tell: (happening: Happening) => void = () => undefined;
  #untold: Happening[] | undefined = [];

  listen(tell: (happening: Happening) => void): void {
    this.#tell = tell;
    const untold = this.#untold ?? [];
    this.#untold = undefined;
    for (const happening of untold) tell(happening);
  }

  say(happening: Happening): void {
    if (this.#untold) this.#untold.push(happening);
    else this.#tell(happening);
  }
}
