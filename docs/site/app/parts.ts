/** What these pages do with their parts. */

/** The element of that id; throws where the page has none. */
export function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

export const field = (id: string): HTMLTextAreaElement => part(id) as HTMLTextAreaElement;

export function pressed(id: string, on: boolean): void {
  part(id).setAttribute('aria-pressed', String(on));
}

/** Says some sentences, each on a line of its own. */
export function tell(id: string, sentences: readonly string[]): void {
  part(id).replaceChildren(
    ...sentences.map((sentence) => {
      const line = document.createElement('span');
      line.textContent = sentence;
      return line;
    }),
  );
}

/** Gives the visitor a file. */
export function save(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.download = name;
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 10_000);
}
