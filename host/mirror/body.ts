/** Reads the body of a request: a small JSON object, or nothing. */
import type { IncomingMessage } from 'node:http';

/** A speaker with notes fits many times over. */
const LARGEST_BODY = 16 * 1024;

export type Body = Readonly<Record<string, unknown>>;

/** Why a body is not read, with the status to say it with. */
export class BodyProblem extends Error {
  readonly status: number;
  /** Which field of a talk it is about: a form puts the cursor there. */
  readonly field: string | undefined;
  constructor(status: number, sentence: string, field?: string) {
    super(sentence);
    this.status = status;
    this.field = field;
  }
}

const tooLarge = (): BodyProblem =>
  new BodyProblem(413, `A request has at most ${String(LARGEST_BODY / 1024)} kB.`);
const notJson = (): BodyProblem =>
  new BodyProblem(400, 'The body must be a JSON object, such as {"rev": 12}, or empty.');

/** An empty body is an empty object: a script needs none. Throws BodyProblem. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const text = await textOf(request);
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Body;
  } catch {
    // Said below, for every text that is no object.
  }
  throw notJson();
}

/** Events rather than `for await`, which would cut the connection before a refusal could be said. */
function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) {
      reject(tooLarge());
      return;
    }
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= LARGEST_BODY) parts.push(part);
      else {
        request.pause();
        reject(tooLarge());
      }
    });
    request.on('end', () => {
      resolve(Buffer.concat(parts).toString('utf8'));
    });
    request.on('error', reject);
    request.on('close', () => {
      reject(notJson());
    });
  });
}
