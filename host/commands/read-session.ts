/** The session in a journal's file. */
import { JournalReader } from '../journal/read-journal.ts';
import { sessionIn, type OldSession } from '../session/restore.ts';
import { machineTime } from '../system/machine-time.ts';

export interface FoundSession extends OldSession {
  readonly path: string;
  /** Its last line was cut off by a crash, and is left out. The journal cuts it off the file. */
  readonly torn: boolean;
}

/** The last session in a journal, or undefined where there is none or it cannot be read. It is only read. */
export function readSession(path: string, times = machineTime): FoundSession | undefined {
  const reader = new JournalReader(path);
  try {
    const found = sessionIn(reader, times);
    return found && { ...found, path, torn: reader.torn, odd: found.odd + reader.odd };
  } catch {
    return undefined;
  }
}
