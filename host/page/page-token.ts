/**
 * The session's token on the operator's page, kept for this tab only. It comes for a key in the fragment of the
 * address, which a code or the terminal shows and which is good for once; or, from a log, in the fragment itself.
 */

const KEY = 'claplight-token';

interface Shown {
  readonly token: string | undefined;
  readonly key: string | undefined;
}

const shownIn = (fragment: string): Shown => {
  const shown = new URLSearchParams(fragment);
  return { token: shown.get('token') ?? undefined, key: shown.get('key') ?? undefined };
};

/** Takes it out of the address bar, where shoulders can be looked over and history is kept. */
function fromFragment(): Shown {
  const shown = shownIn(location.hash.slice(1));
  if (shown.token !== undefined || shown.key !== undefined)
    history.replaceState(null, '', location.pathname + location.search);
  return shown;
}

/** Before anything else happens on the page. */
const first = fromFragment();

const NO_ANSWER = 'No answer came: ask the terminal for another address (i, or c for a code).';

const NO_TOKEN = 'That is neither a token nor an address from the terminal, which has #key= in it.';

/** How long an answer is waited for, in ms. */
const PATIENCE = 8_000;

async function redeemed(key: string): Promise<{ token?: string; sentence?: string }> {
  const gone = new AbortController();
  const timer = setTimeout(() => {
    gone.abort();
  }, PATIENCE);
  try {
    const response = await fetch('/api/enter', {
      method: 'POST',
      body: JSON.stringify({ key }),
      signal: gone.signal,
      credentials: 'omit',
    });
    return (await response.json()) as { token?: string; sentence?: string };
  } catch {
    return { sentence: NO_ANSWER };
  } finally {
    clearTimeout(timer);
  }
}

export class PageToken {
  #token: string | undefined;

  constructor() {
    this.take(sessionStorage.getItem(KEY) ?? undefined);
  }

  get value(): string | undefined {
    return this.#token;
  }

  get headers(): Record<string, string> {
    return this.#token === undefined ? {} : { Authorization: `Bearer ${this.#token}` };
  }

  take(token: string | undefined): void {
    this.#token = token;
    if (token === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, token);
  }

  /** Takes what the address showed when the page was opened; gives a sentence where that was worth nothing. */
  enter(): Promise<string | undefined> {
    return this.#accept(first);
  }

  /** Takes what somebody typed or pasted: the token, a key, or a whole address with one of them. */
  async typed(text: string): Promise<string | undefined> {
    const fragment = text.includes('#')
      ? text.replace(/^[^#]*#/, '')
      : `token=${encodeURIComponent(text)}`;
    return this.#accept(shownIn(fragment));
  }

  /** A code that is scanned into an open page changes its fragment only. */
  onScan(taken: (sentence: string | undefined) => void): void {
    addEventListener('hashchange', () => {
      const shown = fromFragment();
      if (shown.token === undefined && shown.key === undefined) return;
      void this.#accept(shown).then(taken);
    });
  }

  async #accept({ token, key }: Shown): Promise<string | undefined> {
    if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) return NO_TOKEN;
    if (token !== undefined) this.take(token);
    if (key === undefined) return undefined;
    const answer = await redeemed(key);
    if (answer.token !== undefined) this.take(answer.token);
    return answer.token === undefined ? (answer.sentence ?? NO_ANSWER) : undefined;
  }
}
