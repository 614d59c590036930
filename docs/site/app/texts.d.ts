/** Files that the bundle has as text. */
declare module '*.hex' {
  const text: string;
  export default text;
}
declare module '*.csv' {
  const text: string;
  export default text;
}
declare module '*.css' {
  const text: string;
  export default text;
}

/** What is used of it; the package itself is the site's alone. */
declare module 'minisearch' {
  export default class MiniSearch {
    static loadJSON(
      json: string,
      options: { readonly fields: readonly string[]; readonly storeFields: readonly string[] },
    ): MiniSearch;
    search(
      asked: string,
      options: {
        readonly prefix: boolean;
        readonly fuzzy: number;
        readonly boost: Readonly<Record<string, number>>;
      },
    ): { readonly id: unknown; readonly page?: unknown; readonly heading?: unknown }[];
  }
}
