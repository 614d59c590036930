/** The session's token on the operator's page: from the fragment of the address, kept for this tab only. */

const KEY = 'claplight-token';

/** Takes the token out of the address bar, where shoulders can be looked over and history is kept. */
function fromFragment(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null || token === '') return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return token;
}

export class PageToken {
  #token: string | undefined;

  constructor() {
    this.take(fromFragment() ?? sessionStorage.getItem(KEY) ?? undefined);
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

  /** A code that is scanned into an open page changes its fragment only. */
  onScan(taken: () => void): void {
    addEventListener('hashchange', () => {
      const token = fromFragment();
      if (token === undefined) return;
      this.take(token);
      taken();
    });
  }
}
