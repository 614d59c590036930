/** Time that was given or taken, seen in the stage that everybody is told: it shows for five seconds. */
import { duration, formatDuration } from '../../protocol/time.ts';
import type { PublicDocument } from './document.ts';

/** How long it shows, in ms of the page's clock. */
const SHOWN = 5_000;

export class GrantSeen {
  #before: PublicDocument | undefined;
  #text = '';
  #until = -Infinity;

  /** `+1:00` for five seconds after a grant, else empty. `local` is the page's clock in ms. */
  text(session: PublicDocument | undefined, local: number): string {
    const before = this.#before;
    if (session && before && session !== before && session.rev !== before.rev) {
      this.#until = -Infinity;
      const amount = amountBetween(before, session);
      if (amount !== 0) {
        this.#text = `${amount > 0 ? '+' : '−'}${formatDuration(duration(Math.abs(amount)))}`;
        this.#until = local + SHOWN;
      }
    }
    this.#before = session;
    return local < this.#until ? this.#text : '';
  }
}

/** Nothing else moves what is banked while clock, talk and the moment of the start stay. */
function amountBetween(before: PublicDocument, after: PublicDocument): number {
  const [one, other] = [before.stage, after.stage];
  const same =
    before.clock === after.clock &&
    before.talks[one.talk]?.id === after.talks[other.talk]?.id &&
    one.state === other.state &&
    one.anchor === other.anchor;
  return same && (other.state === 'running' || other.state === 'held')
    ? one.banked - other.banked
    : 0;
}
