/** The index of the search: every section of every guide. */
import MiniSearch from 'minisearch';

/** The page's program reads it with the same ones. */
const OPTIONS = { fields: ['heading', 'text'], storeFields: ['page', 'heading'] };

export class Sections {
  #all = [];

  begin(page, file) {
    this.#all.push({ id: file, page, heading: page, text: '' });
  }

  heading(heading, id) {
    this.#all.push({
      id,
      page: this.#all.findLast(({ id }) => !id.includes('#')).page,
      heading,
      text: '',
    });
  }

  text(text) {
    this.#all.at(-1).text += ` ${text}`;
  }

  index() {
    const search = new MiniSearch(OPTIONS);
    search.addAll(this.#all);
    return JSON.stringify(search);
  }
}
