/** What every page has round its content. */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * A whole page. `nav` are groups of pages as `[name, [[title, file], …]]`; `file` is this one. All files
 * lie in one folder, so that the site may stand anywhere.
 */
export function pageOf({ file, title, main, nav, script, wide = false }) {
  const link = ([name, to]) =>
    `<li><a href="${to}"${to === file ? ' aria-current="page"' : ''}>${escaped(name)}</a></li>`;
  const groups = nav
    .map(([name, links]) => `<h2>${escaped(name)}</h2><ul>${links.map(link).join('')}</ul>`)
    .join('');
  const whole = title === 'Claplight' ? title : `${title} · Claplight`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(whole)}</title>
<meta name="description" content="A free podium light for lightning talks">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="site.css">
<script type="module" src="app/site.js"></script>
${script ? `<script type="module" src="app/${script}.js"></script>` : ''}
</head>
<body${wide ? ' class="wide"' : ''}>
<a class="skip" href="#main">To the content</a>
<header>
<a class="brand" href="index.html"><img src="icon.svg" alt="" width="24" height="24">Claplight</a>
<nav aria-label="Main"><a href="try.html"${file === 'try.html' ? ' aria-current="page"' : ''}>Try it</a>
<a href="flash.html"${file === 'flash.html' ? ' aria-current="page"' : ''}>Flash it</a></nav>
<search><label for="search" class="unseen">Search the guides</label>
<input id="search" type="search" placeholder="Search the guides" autocomplete="off" role="combobox" aria-expanded="false" aria-controls="found">
<ul id="found" role="listbox" aria-label="Found" hidden></ul></search>
</header>
<div class="columns">
${wide ? '' : `<details class="side" open><summary>Guides</summary><nav aria-label="Guides">${groups}</nav></details>`}
<main id="main" tabindex="-1">
${main}
</main>
</div>
<footer><p>Claplight is free software under the MIT licence. This site asks nobody else for anything and keeps nothing about you.</p></footer>
</body>
</html>
`;
}
