// The script of the now page: renews it in place, and says when it is old. The same in the hub's page and in published files.

/** As it is sent; kept free of anything that a browser of 2018 does not know. */
export const nowScript = `(() => {
const main = () => document.querySelector('main');
let ahead = 0;
const options = { timeZone: 'Asia/Tokyo', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', hourCycle: 'h23' };
// Not every browser has dates in every language; figures alone are read in all of them, and another language's are not.
const asked = document.documentElement.lang;
const known = Intl.DateTimeFormat.supportedLocalesOf(asked).length > 0;
const said = new Intl.DateTimeFormat(known ? asked : 'ja', known ? options : Object.assign({}, options, { month: 'numeric' }));
const judge = () => {
  const shown = main();
  const age = Date.now() + ahead - Number(shown.dataset.madeAt);
  const old = age > Number(shown.dataset.oldAfter) * 1000;
  shown.classList.toggle('is-old', old);
  const warning = document.querySelector('.old');
  if (warning.hidden === old) warning.hidden = !old;
};
// Read by the browser as a document, in which no script runs: text never becomes HTML here.
const load = () => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.open('GET', location.href);
  request.setRequestHeader('Cache-Control', 'no-cache');
  request.responseType = 'document';
  request.timeout = 15000;
  request.onload = () => (request.status < 300 && request.response !== null ? resolve(request) : reject(new Error(String(request.status))));
  request.onerror = request.ontimeout = reject;
  request.send();
});
const renew = async () => {
  try {
    const request = await load();
    const dateMs = Date.parse(request.getResponseHeader('date') || '');
    if (!Number.isNaN(dateMs)) ahead = dateMs - Date.now();
    const fresh = request.response.querySelector('main[data-made-at]');
    const shown = main();
    if (fresh === null) throw new Error('not the page');
    // Straight from the hub: that it answers says that it is so now, changed or not.
    if (fresh.dataset.live === 'true' && !Number.isNaN(dateMs)) fresh.dataset.madeAt = String(dateMs);
    const time = fresh.querySelector('[data-time]');
    time.textContent = said.format(Number(fresh.dataset.madeAt));
    for (const part of shown.querySelectorAll('details')) {
      const same = fresh.querySelector('#' + part.id);
      if (same !== null) same.open = part.open;
    }
    for (const name of ['madeAt', 'oldAfter']) shown.dataset[name] = fresh.dataset[name];
    if (fresh.innerHTML !== shown.innerHTML) {
      const focused = document.activeElement && document.activeElement.closest('details');
      while (shown.firstChild !== null) shown.removeChild(shown.firstChild);
      for (const part of fresh.childNodes) shown.appendChild(document.importNode(part, true));
      if (focused) { const again = document.getElementById(focused.id); if (again) again.querySelector('summary').focus(); }
    }
  } catch {
    // Not reached: what is shown grows old, and says so by its time.
  }
  judge();
};
setInterval(renew, Number(main().dataset.renew) * 1000);
setInterval(judge, 5000);
addEventListener('visibilitychange', () => document.visibilityState === 'visible' && renew());
judge();
})();
`;
