/* global location, setTimeout */
// A room that is started later is shown then; ten seconds are no load.
setTimeout(() => {
  location.reload();
}, 10_000);
