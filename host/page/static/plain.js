/* global document, location, setTimeout */
/* Where the mirror cannot run, this leads to the plain page. Written for browsers of any age. */
setTimeout(function () {
  if (document.documentElement.getAttribute('data-runs') !== 'yes')
    location.replace('/plain' + location.search);
}, 5000);
