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

const tooLarge = (most: number): BodyProblem =>
  new BodyProblem(413, `A request may have at most ${String(most / 1024)} kB.`);
const notJson = (): BodyProblem =>
  new BodyProblem(400, 'The body must be a JSON object, such as {"rev": 12}, or empty.');

/** An empty body is an empty object: a script needs none. `most` is in bytes. Throws BodyProblem. */
export async function readBody(request: IncomingMessage, most = LARGEST_BODY): Promise<Body> {
  const text = await textOf(request, most);
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
function textOf(request: IncomingMessage, most: number): Promise<string> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > most) {
      reject(tooLarge(most));
      return;
    }
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= most) parts.push(part);
      else {
        request.pause();
        reject(tooLarge(most));
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
