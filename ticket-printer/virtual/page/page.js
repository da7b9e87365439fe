// Keeps the page of the virtual printer live: takes what the server says over the event stream, sends what is pressed.
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const offline = document.querySelector('.offline');

const send = (path, body) =>
  fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
    .then((response) => {
      offline.hidden = response.ok;
    })
    .catch(() => {
      offline.hidden = false;
    });

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.key !== undefined) send('/press', { key: button.dataset.key });
  if (button.dataset.once !== undefined) send(button.dataset.once, {});
  if (button.dataset.switch !== undefined) {
    const on = button.getAttribute('aria-pressed') === 'true';
    send('/faults', JSON.parse(on ? button.dataset.no : button.dataset.yes));
  }
});

/** Replaces HTML only when it is other, so that focus and pressed looks survive. */
const put = (element, html) => {
  if (element.dataset.html === html) return;
  element.dataset.html = html;
  const focused = document.activeElement?.dataset?.key;
  element.innerHTML = html;
  if (focused !== undefined) element.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
};

const putSheets = (list, sheets) => {
  const wanted = new Set(sheets.map(({ id }) => String(id)));
  for (const old of [...list.children]) if (!wanted.has(old.dataset.sheet)) old.remove();
  const known = new Set([...list.children].map((item) => item.dataset.sheet));
  for (const { id, html } of [...sheets].reverse()) {
    if (known.has(String(id))) continue;
    list.insertAdjacentHTML('afterbegin', html);
    const item = list.firstElementChild;
    // The height is known before the picture is there: the paper can slide out at once.
    item.style.setProperty('--rows', item.querySelector('img').getAttribute('height'));
    item.classList.add('fresh');
    item.addEventListener('animationend', () => item.classList.remove('fresh'), { once: true });
  }
};

const show = ({ tone, lamp, keys, pressed, sheets }) => {
  const light = part('lamp');
  light.dataset.tone = tone;
  put(light, lamp);
  put(part('keys'), keys);
  for (const [id, on] of Object.entries(pressed)) {
    document.querySelector(`[data-switch="${id}"]`)?.setAttribute('aria-pressed', String(on));
  }
  putSheets(part('sheets'), sheets);
};

const events = new EventSource('/events');
events.addEventListener('message', (event) => {
  offline.hidden = true;
  show(JSON.parse(event.data));
});
events.addEventListener('error', () => {
  offline.hidden = false;
});
