/** Where many rooms are served, `?room=` in a page's address says which one it shows. */
const room = new URLSearchParams(location.search).get('room');

export const ofRoom = (path: string): string =>
  room === null ? path : `${path}?room=${encodeURIComponent(room)}`;
