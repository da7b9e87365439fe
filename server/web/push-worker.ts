// The service worker of the phone page, only where the settings want Web Push: shows a call, opens the page. It caches nothing.

/** Below /t/, so that it may stand for the page of one ticket. */
export const pushWorkerPath = '/t/worker.js';

/** As it is sent. Without a fetch handler no page ever comes from it: what is old is never shown. */
export const pushWorker = `addEventListener('install', () => skipWaiting());
addEventListener('push', (event) => {
  const { title, body, lang, page } = event.data.json();
  const options = { body, lang, data: page, tag: page, renotify: true, requireInteraction: true, vibrate: [400, 200, 400, 200, 800], icon: '/icons/junban-192.png' };
  event.waitUntil(registration.showNotification(title, options));
});
addEventListener('notificationclick', (event) => {
  event.notification.close();
  const page = event.notification.data;
  event.waitUntil(clients.matchAll({ type: 'window', includeUncontrolled: true }).then((all) => {
    const open = all.find(({ url }) => new URL(url).pathname === page);
    return open === undefined ? clients.openWindow(page) : open.focus();
  }));
});
`;
