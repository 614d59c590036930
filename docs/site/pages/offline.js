/* global self, caches, fetch, Request, URL */
/**
 * Kept whole with each version of the site. A new one waits until the last page of the old one is closed, so that
 * no page meets the program of another one.
 */
const NAME = `claplight-${'VERSION'}`;
const FILES = ['FILES'];

self.addEventListener('install', (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: 'no-cache' }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(fresh)));
});

self.addEventListener('activate', (event) => {
  const others = caches
    .keys()
    .then((names) =>
      Promise.all(
        names
          .filter((name) => name.startsWith('claplight-') && name !== NAME)
          .map((name) => caches.delete(name)),
      ),
    );
  event.waitUntil(others.then(() => self.clients.claim()));
});

/** A folder stands for its first page. */
const inFull = (url) => (url.endsWith('/') ? `${url}index.html` : url);

async function answer(request) {
  const cache = await caches.open(NAME);
  const { origin, pathname } = new URL(request.url);
  const known = await cache.match(inFull(origin + pathname));
  if (known) return known;
  const response = await fetch(request);
  if (response.ok && response.type === 'basic') await cache.put(request.url, response.clone());
  return response;
}

self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && url.startsWith(self.registration.scope))
    event.respondWith(answer(event.request));
});
