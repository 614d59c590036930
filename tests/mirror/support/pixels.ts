/** What can be measured of a page as it looks. */
import type { Page } from 'playwright-core';

/** Contrast of a part's text against what is behind it, as WCAG counts it. */
export function contrast(page: Page, selector: string): Promise<number> {
  return page.evaluate<number>(`(() => {
    const part = document.querySelector(${JSON.stringify(selector)});
    const rgb = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
    const light = ([r, g, b]) => {
      const line = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * line(r) + 0.7152 * line(g) + 0.0722 * line(b);
    };
    let behind = part;
    let ground = [255, 255, 255];
    for (; behind; behind = behind.parentElement) {
      const found = rgb(getComputedStyle(behind).backgroundColor);
      if ((found[3] ?? 1) === 1) { ground = found; break; }
    }
    const [a, b] = [light(rgb(getComputedStyle(part).color)), light(ground)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  })()`);
}

/** The share of the screen that lit lamps cover. */
export function litShare(page: Page): Promise<number> {
  return page.evaluate<number>(`
    [...document.querySelectorAll('.lamp[data-lit=yes]')]
      .map((lamp) => lamp.getBoundingClientRect())
      .reduce((area, { width, height }) => area + width * height, 0) / (innerWidth * innerHeight)
  `);
}
