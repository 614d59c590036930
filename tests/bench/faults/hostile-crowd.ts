/**
 * Connections with bad intent, as a process of their own: `hostile-crowd.js PORT KIND…` holds so many of each kind
 * (`silent=300`), opens them again when they are ended, one to three seconds later, and says so once all were opened.
 */
import { connect, type Socket } from 'node:net';

const [port = '', ...kinds] = process.argv.slice(2);
const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;
const REOPENED_AFTER = 1000;
const REOPENED_WITHIN = 2000;
const POLLED_EVERY = 4000;
/** So many are opened at a time, ms apart. */
const BATCH = 50;
const PAUSE = 20;

const KINDS: Readonly<Record<string, (socket: Socket) => void>> = {
  stream: (socket) => socket.resume().write(get('/api/events')),
  silent: (socket) => socket.resume(),
  /** Two things behind one another, then nothing. */
  pipelined: (socket) => socket.resume().write(get('/plain') + get('/api/events')),
  /** Much is asked for and nothing is read. */
  unread: (socket) => socket.pause().write(get('/page/screens.js').repeat(40)),
  poller: (socket) => {
    socket.resume().write(get('/api/time'));
    const poll = setInterval(() => socket.write(get('/api/time')), POLLED_EVERY);
    socket.once('close', () => {
      clearInterval(poll);
    });
  },
  /** Headers without an end. */
  slow: (socket) => {
    socket.resume().write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Slow: `);
    const dribble = setInterval(() => socket.write('x'), 1000);
    socket.once('close', () => {
      clearInterval(dribble);
    });
  },
};

/** Those that were opened together are not opened again together: that is how many came, not how many there are. */
let opened = 0;

function open(behave: (socket: Socket) => void): void {
  opened += 1;
  const again = REOPENED_AFTER + ((opened * 37) % REOPENED_WITHIN);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.once('close', () => {
    setTimeout(open, again, behave);
  });
  behave(socket);
}

for (const kind of kinds) {
  const [name = '', count = '0'] = kind.split('=');
  for (let i = 0; i < Number(count); i++) {
    const behave = KINDS[name];
    if (behave) open(behave);
    if (i % BATCH === BATCH - 1) await new Promise((resume) => setTimeout(resume, PAUSE));
  }
}
console.log('all');
