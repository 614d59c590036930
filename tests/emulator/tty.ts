/**
 * An emulated Uno in a process of its own, with its serial line on standard input and output, so
 * that it lives on when the host that talks to it is killed. Behind a terminal device:
 *
 *     socat PTY,link=podium,rawer,wait-slave EXEC:"node dist/tests/emulator/tty.js --eeprom file"
 *
 * SIGUSR2 resets the board, as opening its port would; SIGTERM or the end of the input ends it.
 * With `--pins`, every change of a pin is a line of JSON on standard error.
 */
import { parseArgs } from 'node:util';
import type { PinState } from '../../host/emulator/pins.ts';
import { VirtualPodium } from '../../host/emulator/virtual-podium.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    ...{ image: text, eeprom: text, speed: text, 'boot-delay': text, 'start-delay': text },
    pins: { type: 'boolean' },
  },
});

const podium = new VirtualPodium({
  ...(values.image !== undefined && { image: values.image }),
  ...(values.eeprom !== undefined && { eepromFile: values.eeprom }),
  ...(values.speed !== undefined && { speed: Number(values.speed) }),
  ...(values['boot-delay'] !== undefined && { bootDelayMs: Number(values['boot-delay']) }),
  ...(values['start-delay'] !== undefined && { startDelayMs: Number(values['start-delay']) }),
});

podium.pipe(process.stdout);
process.stdin.pipe(podium, { end: false });
process.stdin.once('end', () => podium.close());
process.once('SIGTERM', () => podium.close());
process.on('SIGUSR2', () => podium.reset('external'));
podium.once('close', () => process.exit());
if (values.pins === true) {
  podium.on('pins', (state: PinState, _cycle: number, ms: number) => {
    process.stderr.write(`${JSON.stringify({ ...state, ms })}\n`);
  });
}
