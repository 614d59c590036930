/* global document, setInterval, XMLHttpRequest */
/* Keeps the plain page fresh. Written for browsers of any age. */
(function () {
  var failures = 0;
  var words = JSON.parse(document.body.getAttribute('data-words'));
  function known(table, key) {
    return Object.prototype.hasOwnProperty.call(table, key) ? table[key] : key.replace(/-/g, ' ');
  }
  function put(id, text) {
    var element = document.getElementById(id);
    if (element.textContent !== text) element.textContent = text;
  }
  function show(state) {
    var counts = state.state === 'running' || state.state === 'held';
    var lamps = [];
    for (var i = 0; i < state.signal.lamps.length; i += 1)
      lamps.push(known(words.lamps, state.signal.lamps[i]));
    var told = state.messages[words.to] || '';
    if (Object.prototype.hasOwnProperty.call(words.messages, told)) told = words.messages[told];
    var who = state.speaker || '';
    if (state.title) who += ': ' + state.title;
    put('digits', counts ? (state.over ? '+' : '') + state.text : '');
    put(
      'phase',
      known(words.phases, state.signal.phase) +
        ' (' +
        (lamps.join(' + ') || words.lamps.dark) +
        ')',
    );
    if (state.state === 'standby') who = (state.talk === 0 ? words.first : words.next) + ': ' + who;
    put('who', who);
    put('told', told);
    put('link', '');
  }
  function lost() {
    failures += 1;
    if (failures > 2) {
      put('link', words.lost);
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
