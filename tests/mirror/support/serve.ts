/**
 * A house as a process of its own, for a network namespace: listens on the address that is given,
 * prints its URL and token, and puts the stage where lines on standard input say.
 */
import { createInterface } from 'node:readline';
import type { State } from '../../../protocol/stage.ts';
import { openHouse } from './house.ts';

const [listen = '127.0.0.1', port = '0'] = process.argv.slice(2);
const house = await openHouse({ listen, port: Number(port) });
console.log(JSON.stringify({ url: house.url, token: house.mirror.token }));
for await (const line of createInterface(process.stdin)) {
  const [state, talk, elapsed] = JSON.parse(line) as [State, number, number];
  await house.place(state, talk, elapsed);
}
await house.close();
