/**
 * A server for the bench, as a process of its own: `ours` is the mirror of a session without a light,
 * `bare` writes the same bytes with node:http and nothing else. Prints where it listens as JSON.
 */
import { createServer, type ServerResponse } from 'node:http';
import { loadLineup } from '../../../host/lineup/load-lineup.ts';
import { openHouse } from '../../mirror/support/house.ts';

const say = (value: object): void => {
  console.log(JSON.stringify(value));
};

async function ours(): Promise<void> {
  const { talks } = await loadLineup('examples/lightning-talks-day-1.csv');
  // The row of the table asks for twelve.
  const twelve = Array.from({ length: 12 }, (_, i) => talks[i % talks.length]).filter(Boolean);
  const house = await openHouse({ talks: twelve as typeof talks });
  const { port, token } = house.mirror;
  say({ port, token });
}

/** Streams of `GET /`; the body of each POST goes to all of them as it is. */
function bare(): void {
  const streams = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('data:{}\n\n');
      streams.add(response);
      return;
    }
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      for (const stream of streams) stream.write(body);
      response.end('{}');
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const at = server.address();
    say({ port: typeof at === 'object' && at ? at.port : 0, token: '' });
  });
}

if (process.argv[2] === 'bare') bare();
else await ours();
