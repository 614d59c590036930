/**
 * What stands for hardware, a board or its cable, does not become slower because the computer is busy: it comes before
 * all else, where that may be asked for, which is as root.
 */
import type { ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';

export function asHardware<Child extends ChildProcess>(child: Child): Child {
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_HIGH);
  } catch {
    // Not as root; or it is gone, which whoever started it will notice.
  }
  return child;
}
