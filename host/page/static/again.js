/* eslint no-unused-vars: ["error", { "caughtErrors": "none" }] */
/* global document, location, sessionStorage, setTimeout, window, XMLHttpRequest */
/*
 * Stands in each page itself: a network that changes while a page loads costs it a script or a style, and it would
 * stay dead or ugly for good. It is loaded again, later and later, once the server answers. For browsers of any age.
 */
(function () {
  var comes = false;
  function tries(count) {
    try {
      if (count !== undefined) sessionStorage.setItem('tries', String(count));
      return Number(sessionStorage.getItem('tries'));
    } catch (_) {
      return 4;
    }
  }
  function ask() {
    var request = new XMLHttpRequest();
    request.open('GET', '/api/time');
    request.timeout = 3000;
    request.onload = function () {
      location.reload();
    };
    request.onerror = request.ontimeout = function () {
      setTimeout(ask, 1000);
    };
    request.send();
  }
  document.addEventListener(
    'error',
    function (event) {
      var part = event.target;
      if (comes || (part.tagName !== 'SCRIPT' && part.rel !== 'stylesheet')) return;
      comes = true;
      var tried = tries();
      tries(tried + 1);
      // A hall of screens must not come back at once.
      setTimeout(ask, 1000 * Math.min(16, Math.pow(2, tried)) * (0.5 + Math.random() / 2));
    },
    true,
  );
  window.addEventListener('load', function () {
    if (!comes) tries(0);
  });
})();
