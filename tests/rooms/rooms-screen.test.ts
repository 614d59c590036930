/** Pressing in a room from the terminal of all rooms, by way of a real broker. */
import { expect, it } from 'vitest';
import { RoomsScreen } from '../../host/rooms/rooms-screen.ts';
import { describeWithBroker } from '../remotes/support/mosquitto.ts';
import { FakeInput, FakeOutput, KEYS } from '../terminal/terminal.ts';
import { inTalk, openEvent } from './support/event.ts';

describeWithBroker('the terminal of all rooms', () => {
  it('presses from the terminal, says what was done, and takes no message that is too long', async () => {
    const event = await openEvent({ names: ['Hall A'], control: true });
    const [room] = event.rooms;
    if (!room) throw new Error('no room');
    await inTalk(room, 60);
    const live = (): string[] => event.watcher.documents().map(({ connection }) => connection);
    await expect.poll(live, { timeout: 10_000 }).toEqual(['live']);
    const input = new FakeInput();
    const output = new FakeOutput();
    output.columns = 100;
    const screen = new RoomsScreen(event.watcher, {
      ...{ control: true, address: '', about: () => [], quit: () => undefined },
      ...{ input, output },
    });
    const foot = (): string => output.text.trimEnd().split('\n').at(-1) ?? '';
    try {
      for (let n = 0; n < 3 && !/►Hall A/.test(output.text); n++) {
        input.write(KEYS.down);
        await expect.poll(() => output.text).toMatch(/►/);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(output.text).toMatch(/►Hall A/);
      input.write('m');
      await expect.poll(foot).toMatch(/^To the speaker in Hall A: │ {2}40 left · Enter send$/);
      input.write(`${KEYS.pasteStart}${'closer '.repeat(9)}${KEYS.pasteEnd}`);
      await expect.poll(foot).toMatch(/full · Enter send$/);
      input.write(KEYS.enter);
      await expect.poll(foot).toBe('Hall A: message shown to the speaker');
      const told = 'closer '.repeat(9).slice(0, 40).trim();
      expect(room.house.session.snapshot().messages).toEqual({ speaker: told });
      input.write('+');
      await expect.poll(foot).toBe('Hall A: add 1:00? Enter yes · Esc no');
      input.write(KEYS.enter);
      await expect.poll(foot).toBe('Hall A: 1:00 added');
    } finally {
      screen.stop();
      await event.close();
    }
  }, 30_000);
});
