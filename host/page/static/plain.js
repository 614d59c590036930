/* global document, location, setTimeout, window */
/* Where the mirror cannot run, this leads to the plain page. Written for browsers of any age. */
(function () {
  function plain() {
    if (document.documentElement.getAttribute('data-runs') !== 'yes')
      location.replace('/plain' + location.search);
  }
  /* All scripts have come by then, and have run; a slow network may take longer than one would think. */
  window.addEventListener('load', function () {
    setTimeout(plain, 3000);
  });
  setTimeout(plain, 20000);
})();
