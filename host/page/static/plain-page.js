/* global document, setInterval, XMLHttpRequest */
/* Keeps the plain page fresh. Written for browsers of any age. */
(function () {
  var failures = 0;
  function put(id, text) {
    var element = document.getElementById(id);
    if (element.textContent !== text) element.textContent = text;
  }
  function show(state) {
    var counts = state.state === 'running' || state.state === 'held';
    var lamps = state.signal.lamps.length ? state.signal.lamps.join(' + ') : 'dark';
    var who = state.speaker || '';
    if (state.title) who += ': ' + state.title;
    put('digits', counts ? (state.over ? '+' : '') + state.text : '');
    put('phase', state.signal.phase.replace(/-/g, ' ') + ' (' + lamps + ')');
    put('who', (state.state === 'standby' ? 'next: ' : '') + who);
    put('link', '');
  }
  function lost() {
    failures += 1;
    if (failures > 2) {
      put('link', 'not connected');
      put('digits', '\u2013:\u2013\u2013');
    }
  }
  function ask() {
    var request = new XMLHttpRequest();
    request.open('GET', '/api/state');
    request.timeout = 1500;
    request.onload = function () {
      if (request.status !== 200) return lost();
      failures = 0;
      show(JSON.parse(request.responseText));
    };
    request.onerror = request.ontimeout = lost;
    request.send();
  }
  setInterval(ask, 1000);
})();
