/** Opens the light that was asked for and gives the timekeeper of the session. */
import { existsSync } from 'node:fs';
import { portSentence } from '../serial/port-sentences.ts';
import type { FoundLight } from '../serial/find-light.ts';
import { LightProblem } from '../system/problem.ts';
import type { LightRequest, OpenLight } from './light.ts';

/** Throws LightProblem where a port is named that is not there, before anything else is asked of anybody. */
export function refuseMissingPort(choice: string): void {
  const path = choice.replace(/^tower:/, '');
  const named = path !== '' && !['auto', 'virtual', 'none'].includes(choice);
  // Windows' ports are no files.
  if (named && process.platform !== 'win32' && !existsSync(path))
    throw new LightProblem(portSentence(path, 'no such file'));
}

/** Throws LightProblem where the light asked for is not there. */
export async function openLight(request: LightRequest): Promise<OpenLight> {
  const { choice } = request;
  if (choice === 'none') return (await import('./none.ts')).openNone(request);
  const tower = /^tower:(.*)$/.exec(choice)?.[1];
  if (tower === '')
    throw new LightProblem(
      '--light tower: needs its port behind the colon; "claplight ports" lists what is there.',
    );
  if (tower !== undefined) return (await import('./tower.ts')).openTower(request, tower);
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
