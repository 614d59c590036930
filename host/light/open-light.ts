/** Opens the light that was asked for and gives the timekeeper of the session. */
import type { Programme } from '../../protocol/programme.ts';
import type { LampSet } from '../../protocol/signal.ts';
import type { Duration } from '../../protocol/time.ts';
import type { Clock } from '../system/host-clock.ts';
import type { Resume, Timekeeper } from '../session/timekeeper.ts';
import type { FoundLight } from '../serial/find-light.ts';
import { LightProblem } from '../system/problem.ts';

export interface LightRequest {
  /** `auto`, `virtual`, `none`, or the path of a serial port. */
  readonly choice: string;
  readonly clock: Clock;
  /** The session's programme for the lamps that the light has. */
  readonly compose: (lamps: LampSet) => Programme;
  /** Where the virtual podium's EEPROM lives; without it it is forgotten. */
  readonly eepromFile?: string | undefined;
  /** An older session that goes on; else it begins at the opening. */
  readonly resume?: Resume | undefined;
}

export interface OpenLight {
  readonly keeper: Timekeeper;
  /** The lamps that it has. */
  readonly lamps: LampSet;
  /** Which light it is and why, for people. */
  readonly said: string;
  /** Presses the button of a virtual podium for so long, in emulated time. */
  readonly pressButton?: (length: Duration) => void;
  close(): Promise<void>;
}

/** Throws LightProblem where the light asked for is not there. */
export async function openLight(request: LightRequest): Promise<OpenLight> {
  const { choice } = request;
  if (choice === 'none') return (await import('./none.ts')).openNone(request);
  const { openVirtual } = await import('./virtual.ts');
  if (choice === 'virtual') return openVirtual(request, '');
  const { findLight, openNamed } = await import('../serial/find-light.ts');
  if (choice !== 'auto') return openFound(request, await openNamed(choice));
  const found = await findLight();
  if (typeof found === 'string') return openVirtual(request, found);
  try {
    return await openFound(request, found);
  } catch (error) {
    if (error instanceof LightProblem) return openVirtual(request, error.message);
    throw error;
  }
}

async function openFound(request: LightRequest, found: FoundLight): Promise<OpenLight> {
  const { port, behind, why } = found;
  if (behind === 'podium') return (await import('./podium.ts')).openPodium(request, port, why);
  return (await import('./firmata.ts')).openFirmata(request, port, why);
}
