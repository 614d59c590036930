import { PassThrough, Duplex } from 'node:stream';
import { fc } from '../support/random.ts';
import { expect, it } from 'vitest';
import { identify } from '../../host/serial/identify.ts';

/** A port on which `said` comes in, whatever is asked. */
function portThatSays(said: Uint8Array): Duplex {
  const heard = new PassThrough();
  heard.write(said);
  return Duplex.from({ readable: heard, writable: new PassThrough().resume() });
}

const who = (said: Uint8Array): Promise<string> =>
  identify(portThatSays(said), { reset: false, patience: 20 });

it('a board that tells its version and its firmware speaks Firmata', async () => {
  const name = Array.from(Buffer.from('Standard'), (letter) => [letter, 0]).flat();
  expect(await who(Buffer.of(0xf9, 2, 5, 0xf0, 0x79, 2, 5, ...name, 0xf7))).toBe('firmata');
});

it.each([
  ['a version alone', [0xf9, 2, 5]],
  ['a firmware alone', [0xf0, 0x79, 2, 5, 0x41, 0, 0xf7]],
  ['a name that is no text', [0xf9, 2, 5, 0xf0, 0x79, 2, 5, 0x41, 0x41, 0xf7]],
])('%s is no Firmata board', async (_, bytes) => {
  expect(await who(Buffer.from(bytes))).toBe('other');
});

it('nor are random bytes, whatever greeting they hold by chance', async () => {
  const noise = fc.uint8Array({ minLength: 1, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(noise, async (bytes) => {
      expect(await who(Buffer.concat([bytes, Buffer.of(0xf9, 2, 1), bytes]))).toBe('other');
    }),
    { numRuns: 30, seed: 21 },
  );
});
