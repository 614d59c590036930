/** The document that one kind of reader has, as JSON by its keys: whole for the first, then changes. */

/** Plain server-sent events: `data:` and one line of JSON. */
export const event = (json: string): Buffer => Buffer.from(`data:${json}\n\n`);

const inner = (keys: ReadonlyMap<string, string>): string =>
  [...keys].map(([key, json]) => `${JSON.stringify(key)}:${json}`).join();

export class ReaderDocument {
  #keys = new Map<string, string>();

  /** Takes the document as it is now; gives the keys that changed as JSON, or undefined. */
  update(document: object): string | undefined {
    const keys = new Map(
      Object.entries(document).map(([key, value]) => [key, JSON.stringify(value)]),
    );
    const changed = new Map([...keys].filter(([key, json]) => this.#keys.get(key) !== json));
    this.#keys = keys;
    return changed.size === 0 ? undefined : `{${inner(changed)}}`;
  }

  /** The whole of it, with the time at which it is sent. */
  first(now: number): string {
    return `{${inner(this.#keys)},"now":${String(now)}}`;
  }
}
