/** Where many rooms are served, `?room=` in a page's address says which one it shows. */
export function ofRoom(path: string): string {
  const room = new URLSearchParams(location.search).get('room');
  return room === null ? path : `${path}?room=${encodeURIComponent(room)}`;
}
