/** From a port to a flashed board: finds the bootloader, and writes the image that fits it. */
import { LightProblem } from '../system/problem.ts';
import { Channel, PortGone, type FlashPort } from './channel.ts';
import { FlashProblem, ROOM, flashImage, type Progress } from './flash-image.ts';
import { Bootloader, LostSync } from './stk500.ts';

export type ImageName = 'uno' | 'uno-nowatchdog';

export interface Loader {
  readonly baud: number;
  readonly image: ImageName;
  readonly room: number;
  readonly name: string;
}

/** Optiboot first: it is on every Uno, and on every Nano since 2018. */
const LOADERS: readonly Loader[] = [
  { baud: 115_200, image: 'uno', room: ROOM.optiboot, name: 'Optiboot' },
  { baud: 57_600, image: 'uno-nowatchdog', room: ROOM.old, name: 'the old Nano bootloader' },
];
/**
 * A bootloader listens for a second after its reset, and a laptop that is held up for that long misses
 * it: each speed is tried so often.
 */
const ROUNDS = 2;
/** Both lines low discharge the capacitor that resets the board; then the bootloader needs a moment. */
const RESET_LOW = 250;
const RESET_HIGH = 50;
const SYNC_TRIES = 10;
const SILENCE = 150;
/** A busy machine may learn of a pulled cable so much later than an answer is missed. */
const GONE_WITHIN = 1500;

export interface Flashed {
  readonly loader: Loader;
  readonly bytes: number;
}

/** Opens a port for the bootloaders that may be behind it, one rate after the other. */
export interface FlashPorts<P extends FlashPort> {
  /** What sentences call it. */
  readonly name: string;
  open(baud: number): Promise<P>;
  close(port: P): Promise<void>;
}

export interface FlashOptions {
  readonly progress: Progress;
  readonly image: (name: ImageName) => Uint8Array;
}

/** Writes the image and reads it back. Throws LightProblem for the port, FlashProblem for the rest. */
export async function flashBoard<P extends FlashPort>(
  ports: FlashPorts<P>,
  { image: read, progress }: FlashOptions,
): Promise<Flashed> {
  const { name } = ports;
  for (const loader of Array<typeof LOADERS>(ROUNDS).fill(LOADERS).flat()) {
    const port = await ports.open(loader.baud);
    const channel = new Channel(port);
    let begun = false;
    try {
      await reset(port);
      if (!(await synced(channel))) continue;
      const image = read(loader.image);
      if (image.length > loader.room)
        throw new FlashProblem(
          `the image has ${String(image.length)} bytes and ${loader.name} leaves ${String(loader.room)}`,
        );
      begun = true;
      await flashImage(channel, image, progress);
      return { loader, bytes: image.length };
    } catch (error) {
      if (!(await isPulled(channel, error))) throw error;
      const so = begun
        ? 'half-way. The board now has no whole firmware:'
        : 'before anything was written:';
      throw new FlashProblem(`${name}: the cable was pulled ${so} plug it in and run it again`, {
        cause: error,
      });
    } finally {
      channel.release();
      await ports.close(port);
    }
  }
  throw new LightProblem(
    `${name}: no bootloader answers there, at 115200 or 57600 baud. Is it an Uno or a Nano, and the right port?`,
  );
}

async function isPulled(channel: Channel, error: unknown): Promise<boolean> {
  if (error instanceof PortGone) return true;
  const silent = error instanceof FlashProblem && error.cause instanceof LostSync;
  return silent && (await channel.isGone(GONE_WITHIN));
}

async function reset(port: FlashPort): Promise<void> {
  await setLines(port, false);
  await sleep(RESET_LOW);
  await setLines(port, true);
  await sleep(RESET_HIGH);
}

/** A pseudo terminal has no such lines; whoever is behind it resets by itself. */
function setLines(port: FlashPort, on: boolean): Promise<void> {
  return new Promise((done) => {
    if (!port.set) done();
    else
      port.set({ dtr: on, rts: on }, () => {
        done();
      });
  });
}

async function synced(channel: Channel): Promise<boolean> {
  const loader = new Bootloader(channel);
  for (let tries = 0; tries < SYNC_TRIES; tries++)
    if (await loader.sync()) {
      // What was asked before, at another speed too, may be answered yet, and would be taken for another answer.
      await channel.silence(SILENCE);
      return true;
    }
  return false;
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
