import { fc } from '../support/random.ts';
import { describe, expect, it } from 'vitest';
import { LinkLost, PodiumLink } from '../../host/podium/podium-link.ts';
import { readLog } from '../../host/podium/podium-log.ts';
import { encodeOk, encodePush, frame } from '../../protocol/codec.ts';
import { GREETED, LINES } from '../support/messages.ts';
import { SimulatedClock } from '../support/simulated-clock.ts';
import { SimulatedPort } from './simulated-port.ts';
import { linesOf } from '../../host/serial/port-lines.ts';

/** A link to a podium that answers what `answer` says to the body of a request, if anything. */
function linked(answer: (tag: number, name: string, port: SimulatedPort) => string | undefined) {
  const clock = new SimulatedClock();
  const asked: string[] = [];
  const port: SimulatedPort = new SimulatedPort((bytes) => {
    for (const line of bytes.toString('latin1').split('\n').filter(Boolean)) {
      const [tag, name = ''] = line.split('*', 1).join('').split(' ');
      asked.push(name);
      const text = answer(Number(tag), name, port);
      if (text !== undefined) port.push(Buffer.from(text, 'latin1'));
    }
  });
  const link = new PodiumLink(linesOf(port), clock);
  const lost: string[] = [];
  link.onLost(({ message }) => lost.push(message));
  /** Lets simulated time pass until a promise is settled, a minute at most. */
  async function until<T>(promise: Promise<T>): Promise<T> {
    const flight = { over: false };
    const settle = (): void => {
      flight.over = true;
    };
    promise.then(settle, settle);
    for (let ms = 0; !flight.over; ms += 10) {
      if (ms > 60_000) throw new Error('nothing came of it');
      for (let turn = 0; turn < 4; turn++) await new Promise((resume) => setImmediate(resume));
      clock.pass(10);
    }
    return promise;
  }
  return { clock, port, link, lost, asked, until };
}

const hello = (tag: number): string => `${encodeOk(tag, 'hello', GREETED)}\n`;

describe('the link to a podium', () => {
  it.each([
    ['1 0.1.0 64 9 48 60', 1],
    ['3 1.0.0 64 9 54 60 457 20 16 3 and more', 3],
  ])('of another version says so at once, and how to mend it: %s', async (words, version) => {
    const { link, until, asked } = linked((tag) => `${frame(`ok ${String(tag)} ${words}`)}\n`);
    await expect(until(link.request('hello', {}))).rejects.toThrow(
      `the podium's firmware speaks version ${String(version)} of the protocol, this program version 2: flash it again with "claplight flash"`,
    );
    expect(asked).toEqual(['hello']);
  });

  it('that never ends a line keeps nothing of it, and hears the next whole line', async () => {
    const { clock, port, link, until } = linked((tag) => hello(tag));
    const part = Buffer.alloc(64 * 1024, 'x');
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 160; i++) {
      port.push(part);
      clock.pass(200);
      await until(new Promise((resume) => setImmediate(resume)));
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5e6);
    port.push(Buffer.from('\n'));
    expect(await until(link.request('hello', {}))).toMatchObject(GREETED);
    expect(link.damaged).toBeLessThan(3);
  });

  it('that floods is lost, and nothing more of it is heard', async () => {
    const { port, link, lost, until } = linked(() => undefined);
    let pushes = 0;
    link.onPush(() => (pushes += 1));
    const line = `${encodePush('beat', { rev: 1, clock: 1, newest: 7 })}\n`;
    const second = Buffer.from(line.repeat(50_000));
    for (let at = 0; at < second.length; at += 65_536) port.push(second.subarray(at, at + 65_536));
    await until(new Promise((resume) => setImmediate(resume)));
    expect(lost).toEqual(['it sends more than its line can carry']);
    expect(pushes * line.length).toBeLessThan(600_000);
    await expect(link.request('hello', {})).rejects.toThrow(LinkLost);
  });

  it('that stutters for hours within what a line carries is not lost', async () => {
    const { clock, port, lost, until } = linked(() => undefined);
    const beat = `${encodePush('beat', { rev: 1, clock: 1, newest: 7 })}\n`;
    for (let i = 0; i < 600; i++) {
      port.push(Buffer.from(beat.repeat(190)));
      clock.pass(1000);
      await until(new Promise((resume) => setImmediate(resume)));
    }
    expect(lost).toEqual([]);
  });

  it.each<[string, (tag: number) => string | undefined]>([
    ['nothing', () => undefined],
    ['half a line, and then nothing', (tag) => hello(tag).slice(0, 12)],
    [
      'what cannot be, with a right checksum',
      (tag) => `${frame(`ok ${String(tag)} 1 0 999 9 9 9`)}\n`,
    ],
    ['too few fields', (tag) => `${frame(`ok ${String(tag)}`)}\n`],
    ['to another question', (tag) => hello((tag % 9999) + 1)],
    ['that each line was damaged', () => `${frame('error - checksum')}\n`],
    ['with a wrong checksum', (tag) => hello(tag).replace(/\*..../, '*0000')],
    ['an unknown error', (tag) => `${frame(`error ${String(tag)} because`)}\n`],
    ['with a request of its own', () => `${frame('7 finish 1')}\n`],
  ])('that answers %s is lost, in bounded time', async (_, answer) => {
    const { link, lost, asked, until } = linked((tag) => answer(tag));
    await expect(until(link.request('hello', {}))).rejects.toThrow(LinkLost);
    expect(lost).toEqual(['no answer to "hello"']);
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.length).toBeLessThan(200);
  });

  it('that answers before it is asked, twice, and what was not asked, answers all the same', async () => {
    const { port, link, until } = linked((tag) => hello(tag) + hello(tag) + hello(tag));
    for (let tag = 1; tag < 300; tag++) port.push(Buffer.from(hello(tag)));
    for (let i = 0; i < 20; i++)
      expect(await until(link.request('hello', {}))).toMatchObject(GREETED);
  });

  it('whose log has no end, goes round or goes back, is not read for ever', async () => {
    const numbers = [() => 5, (since: number) => (since + 1) % 65_536, (since: number) => since];
    for (const number of numbers) {
      for (const kind of ['cue', 'gap', 'start'] as const) {
        let since = 0;
        const { link, asked, until } = linked((tag) => {
          since = number(since);
          const clock = 10;
          const entry = { number: since, kind, rev: 9, talk: 0, clock, value: 0 };
          return `${encodeOk(tag, 'log', entry)}\n`;
        });
        const part = await until(readLog(link, 0));
        expect(part).toMatchObject({ entries: [], gap: true });
        expect(asked.length).toBeLessThan(200);
      }
    }
  });

  it('survives any lines in any order, and hears a good answer after them', async () => {
    const noise = fc.array(
      fc.oneof(
        fc.constantFrom(...LINES).map((line) => `${line}\n`),
        fc.constantFrom(...LINES).map((line) => line.slice(0, line.length / 2)),
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
      ),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(noise, async (parts) => {
        let trusted = false;
        const { port, link, until } = linked((tag) => (trusted ? hello(tag) : undefined));
        for (const part of parts) port.push(Buffer.from(part, 'latin1'));
        await until(new Promise((resume) => setImmediate(resume)));
        port.push(Buffer.from('\n'));
        trusted = true;
        expect(await until(link.request('hello', {}))).toMatchObject({ protocol: 2 });
      }),
      { numRuns: 200 },
    );
  });
});
