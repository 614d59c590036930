/**
 * A house as a process of its own, for a network namespace: listens where it is told, and puts the
 * stage where lines on standard input say, or makes a new token. After each it prints URL and token.
 */
import { createInterface } from 'node:readline';
import type { State } from '../../../protocol/stage.ts';
import { openHouse } from './house.ts';

const [listen = '127.0.0.1', port = '0', token = ''] = process.argv.slice(2);
const house = await openHouse({ listen, port: Number(port), token });
const tell = (): void => {
  console.log(JSON.stringify({ url: house.url, token: house.mirror.token }));
};
tell();
for await (const line of createInterface(process.stdin)) {
  const { place } = JSON.parse(line) as { place?: [State, number, number | null] };
  if (place) await house.place(...place);
  else house.mirror.newToken();
  tell();
}
await house.close();
