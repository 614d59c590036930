/** What the host does by itself while the podium is out of its reach: it goes on from where it was. */
import type { Programme } from '../../protocol/programme.ts';
import {
  adopt,
  put,
  step,
  type EventName,
  type Outcome,
  type Placement,
  type Stage,
  type StageEvent,
} from '../../protocol/stage.ts';
import type { Instant } from '../../protocol/time.ts';
import { cameTo } from '../session/happening.ts';
import type { Happening } from '../session/timekeeper.ts';

export class Unreachable {
  /** Accepted meanwhile, in order. */
  readonly events: EventName[];
  stage: Stage;

  constructor(stage: Stage, events: readonly EventName[] = []) {
    this.stage = stage;
    this.events = [...events];
  }

  act(
    event: StageEvent,
    now: Instant,
    { talks }: Programme,
    say: (happening: Happening) => void,
  ): Outcome {
    const from = this.stage;
    const outcome = step(from, event, now, talks.length);
    if (!outcome.accepted) return outcome;
    const { stage } = outcome;
    this.stage = stage;
    const { amount, moment: at = now } = event;
    const type = cameTo(event.type, from.state);
    this.events.push(type);
    say({ kind: 'event', type, at, from, stage, button: false, ...(amount && { amount }) });
    return outcome;
  }

  load(talk: number): void {
    this.stage = adopt(this.stage, talk);
  }

  put(place: Placement, now: Instant): void {
    this.stage = put(this.stage, place, now);
  }
}
