/** What is said to whoever tells of a talk that began without a press. */
import { STARTED_AGO, type State } from '../../protocol/stage.ts';

/** The question how long ago it began; or, in other states than standby, why there is none. */
export const AGO_WORDS: Readonly<Record<State, string>> = {
  standby: `Began without a press? ${STARTED_AGO.map(
    (ago, i) => `${String(i + 1)}: ${String(ago / 1000)} s ago`,
  ).join(' · ')}`,
  running: 'The talk has been started: u undoes that, then a starts it earlier.',
  held: 'The talk has been started: space lets it go on.',
  closed: 'The session is closed: o opens it again.',
};
