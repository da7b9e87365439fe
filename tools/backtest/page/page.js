// Draws the charts of a backtest from the data in the page; plain script for any browser.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  let language = navigator.language.startsWith('ja') ? 'ja' : 'en';
  const words = {
    ja: {
      switch: 'English',
      about: (d) =>
        `${d.file} · 番号札 ${d.comparison.tickets}枚（「すぐ」と案内 ${d.comparison.atOnce}、「本日は難しい」と案内 ${d.comparison.notToday}、呼出なし ${d.comparison.neverCalled}、目安なし ${d.comparison.unsaid} を除いて集計）`,
      plain: ({ ours, raw, naive, d }) => [
        `目安の幅を見せた人100人のうち、実際に幅の中で呼ばれたのは ${per100(ours.coverage)}人（正しくは60人${raw ? `、自動補正の前は ${per100(raw.coverage)}人` : ''}）。`,
        `ずれは平均 ${ours.mae.toFixed(1)} 分。よくある表示（平均×人数÷窓口）なら ${naive.mae.toFixed(1)} 分${raw ? `、補正の前は ${raw.mae.toFixed(1)} 分` : ''}。`,
        `見せた幅は平均 ${ours.width.toFixed(0)} 分${raw ? `（補正の前は ${raw.width.toFixed(0)} 分）` : ''}。`,
        `「本日は難しい」と案内したのは ${d.notToday}人、うち ${d.notTodayWrong}人は実際には呼ばれました。「すぐ」と案内した ${d.atOnce}人のうち、5分以上待ったのは ${d.atOnceWrong}人。呼ばれる前に帰った人は ${d.left}人（記録のある分）。`,
      ],
      columns: [
        '',
        '方法',
        '枚数',
        '平均誤差（分）',
        '偏り（分）',
        'ピンボール損失',
        '幅に入った割合',
        '幅（分）',
      ],
      by: {
        ours: '順番の目安',
        'runs alone': '順番の目安（補正の前）',
        'queue length': '待ち人数×所要時間÷窓口',
        'last called': '直前に呼ばれた人の待ち',
        'rolling mean': '最近30人の平均',
        naive: '単純（平均×人数÷窓口）',
        'naive per procedure': '単純・手続き別',
        'head of line': '先頭の人の待ち',
      },
      tiles: ['平均誤差', '単純な方法の平均誤差', '偏り（目安−実際）', '幅に入った割合（正しくは60%）'],
      minutes: (n) => `${n.toFixed(1)} 分`,
      all: 'すべて',
      said: '目安 P50（分）',
      wait: '実際の待ち時間（分）',
      issued: '発券時刻',
    },
    en: {
      switch: '日本語',
      about: (d) =>
        `${d.file} · ${d.comparison.tickets} tickets (not counting ${d.comparison.atOnce} told no wait, ${d.comparison.notToday} told "not today", ${d.comparison.neverCalled} never called, ${d.comparison.unsaid} without a forecast)`,
      plain: ({ ours, raw, naive, d }) => [
        `Of 100 people who were shown a range, ${per100(ours.coverage)} were called within it (60 is right${raw ? `; ${per100(raw.coverage)} before ranges corrected themselves` : ''}).`,
        `The middle of the range was off by ${ours.mae.toFixed(1)} minutes on average; the usual display (average × ahead ÷ booths) by ${naive.mae.toFixed(1)}${raw ? `; before correction ${raw.mae.toFixed(1)}` : ''}.`,
        `The range shown was ${ours.width.toFixed(0)} minutes wide on average${raw ? ` (${raw.width.toFixed(0)} before correction)` : ''}.`,
        `${d.notToday} were told "not today", of whom ${d.notTodayWrong} were called after all. Of ${d.atOnce} told no wait, ${d.atOnceWrong} waited five minutes or more. ${d.left} are known to have left before their call.`,
      ],
      columns: [
        '',
        'By',
        'Tickets',
        'Mean error (min)',
        'Bias (min)',
        'Pinball loss',
        'Within range',
        'Width (min)',
      ],
      by: {
        ours: 'Junban',
        'runs alone': 'Junban before correction',
        'queue length': 'Ahead × time ÷ booths',
        'last called': 'Wait of the last one called',
        'rolling mean': 'Mean of the last 30',
        naive: 'Naive (average × ahead ÷ booths)',
        'naive per procedure': 'Naive per procedure',
        'head of line': 'Wait of the first in line',
      },
      tiles: [
        'Mean error',
        'Mean error of the naive estimate',
        'Bias (forecast − true)',
        'Within the range (60 % is right)',
      ],
      minutes: (n) => `${n.toFixed(1)} min`,
      all: 'All',
      said: 'Forecast P50 (min)',
      wait: 'True wait (min)',
      issued: 'Time of issue',
    },
  };
  const t = () => words[language];
  const byId = (id) => document.getElementById(id);
  const make = (name, attributes, text) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const per100 = (value) => Math.round(100 * value);
  const share = (value) => (value === null ? '' : `${(100 * value).toFixed(0)} %`);
  const number = (value, digits = 1) => (value === null ? '' : value.toFixed(digits));
  const clock = (minute) => `${Math.floor(minute / 60)}:${String(Math.round(minute % 60)).padStart(2, '0')}`;
  /** A round step that gives about `count` lines up to `most`. */
  const stepFor = (most, count) =>
    [1, 2, 5, 10, 15, 20, 30, 60, 120].find((step) => most / step <= count) ?? 240;
  const frame = { left: 56, right: 16, top: 12, bottom: 44 };

  /** A chart with its axes; gives it and its two scales. */
  const axes = (id, height, x, y) => {
    const width = Math.max(440, Math.min(1000, byId(id).clientWidth));
    const svg = make('svg', {
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': `${id}-title`,
    });
    byId(id).replaceChildren(svg);
    const inner = { w: width - frame.left - frame.right, h: height - frame.top - frame.bottom };
    const toX = (value) => frame.left + ((value - x.from) / (x.to - x.from)) * inner.w;
    const toY = (value) => frame.top + inner.h - (Math.min(value, y.to) / y.to) * inner.h;
    for (let value = 0; value <= y.to; value += y.step) {
      svg.append(
        make('line', {
          class: 'grid',
          x1: frame.left,
          x2: width - frame.right,
          y1: toY(value),
          y2: toY(value),
        }),
      );
      svg.append(make('text', { x: frame.left - 8, y: toY(value) + 4, 'text-anchor': 'end' }, value));
    }
    for (let value = Math.ceil(x.from / x.step) * x.step; value <= x.to; value += x.step)
      svg.append(make('text', { x: toX(value), y: height - 24, 'text-anchor': 'middle' }, x.label(value)));
    svg.append(make('text', { x: width - frame.right, y: height - 4, 'text-anchor': 'end' }, x.name));
    svg.append(
      make(
        'text',
        { x: 14, y: frame.top, transform: `rotate(-90 14 ${frame.top})`, 'text-anchor': 'end' },
        y.name,
      ),
    );
    return { svg, toX, toY };
  };

  const drawCloud = () => {
    const { points, bins } = data;
    if (points.length === 0) return;
    const sorted = (i) => points.map((p) => p[i]).sort((a, b) => a - b);
    const most = (i, share) => Math.max(10, sorted(i)[Math.floor(points.length * share)]);
    const scale = (top, count) => ({
      step: stepFor(top, count),
      to: Math.ceil(top / stepFor(top, count)) * stepFor(top, count),
    });
    const across = { from: 0, ...scale(most(1, 0.985), 12), label: String, name: t().said };
    const up = { ...scale(Math.max(most(3, 0.98), most(2, 0.9)), 8), name: t().wait };
    const { svg, toX, toY } = axes('cloud', 520, across, up);
    const diagonal = Math.min(across.to, up.to);
    const inside = bins.filter(({ said }) => said[1] <= across.to);
    if (inside.length > 1) {
      const upper = inside.map(({ said }) => `${toX(said[1])},${toY(said[2])}`);
      const lower = inside.map(({ said }) => `${toX(said[1])},${toY(said[0])}`).reverse();
      svg.append(make('polygon', { class: 'band', points: [...upper, ...lower].join(' ') }));
    }
    for (const [, p50, , wait] of points)
      if (p50 <= across.to) svg.append(make('circle', { class: 'dot', cx: toX(p50), cy: toY(wait), r: 2.5 }));
    svg.append(make('line', { class: 'even', x1: toX(0), y1: toY(0), x2: toX(diagonal), y2: toY(diagonal) }));
    for (const { said, seen } of bins) {
      if (said[1] > across.to) continue;
      const x = toX(said[1]);
      svg.append(make('line', { class: 'seen', x1: x, x2: x, y1: toY(seen[0]), y2: toY(seen[2]) }));
      svg.append(make('line', { class: 'seen', x1: x - 6, x2: x + 6, y1: toY(seen[1]), y2: toY(seen[1]) }));
    }
  };

  const drawDay = () => {
    const day = data.days[Number(byId('day').value)];
    if (day === undefined) return;
    const wanted = byId('procedure').value;
    const tickets = day.tickets.filter((ticket) => wanted === '' || ticket[5] === wanted);
    const minutes = day.tickets.map((ticket) => ticket[0]);
    const most = Math.max(10, ...tickets.map((ticket) => Math.max(ticket[3], ticket[4])));
    const step = stepFor(most, 8);
    const x = {
      from: Math.floor(Math.min(...minutes) / 60) * 60,
      to: Math.max(...minutes) + 10,
      step: 60,
      label: clock,
      name: t().issued,
    };
    const { svg, toX, toY } = axes('timeline', 420, x, {
      to: Math.ceil(most / step) * step,
      step,
      name: t().wait,
    });
    for (const [minute, p20, p50, p80, wait, procedure, number] of tickets) {
      const at = toX(minute);
      const group = make('g', {});
      group.append(
        make('title', {}, `${number} ${procedure} ${clock(minute)}: ${p20}–${p50}–${p80} / ${wait}`),
      );
      group.append(make('line', { class: 'range', x1: at, x2: at, y1: toY(p20), y2: toY(p80) }));
      group.append(make('line', { class: 'said', x1: at - 3, x2: at + 3, y1: toY(p50), y2: toY(p50) }));
      group.append(
        make('circle', { class: wait >= p20 && wait <= p80 ? 'hit' : 'miss', cx: at, cy: toY(wait), r: 2.8 }),
      );
      svg.append(group);
    }
  };

  const drawTable = (id, rows) => {
    const table = byId(id);
    const row = (cells, tag, kind = '') => {
      const line = document.createElement('tr');
      line.className = kind;
      for (const text of cells)
        line.append(Object.assign(document.createElement(tag), { textContent: text }));
      return line;
    };
    table.replaceChildren(row(t().columns, 'th'));
    for (const one of rows) {
      if (one.count === 0) continue;
      const first = one.by === 'ours';
      const cells = [
        first ? (id === 'overall' ? t().all : one.name) : '',
        t().by[one.by],
        one.count,
        number(one.mae),
        number(one.bias),
        number(one.pinball, 2),
        share(one.coverage),
        number(one.width),
      ];
      table.append(row(cells, 'td', first ? 'ours' : ''));
    }
  };

  const drawTiles = () => {
    const [ours, naive] = ['ours', 'naive'].map((by) => data.comparison.overall.find((row) => row.by === by));
    if (ours.count === 0) return;
    const values = [
      t().minutes(ours.mae),
      t().minutes(naive.mae),
      t().minutes(ours.bias),
      share(ours.coverage),
    ];
    const raw = data.comparison.overall.find((row) => row.by === 'runs alone' && row.count > 0);
    byId('plain').replaceChildren(
      ...t()
        .plain({ ours, raw, naive, d: data.comparison })
        .map((text) => Object.assign(document.createElement('li'), { textContent: text })),
    );
    byId('tiles').replaceChildren(
      ...values.map((value, i) => {
        const tile = Object.assign(document.createElement('div'), { className: 'tile' });
        tile.append(Object.assign(document.createElement('span'), { textContent: t().tiles[i] }));
        tile.append(Object.assign(document.createElement('b'), { textContent: value }));
        return tile;
      }),
    );
  };

  const option = (value, text) =>
    Object.assign(document.createElement('option'), { value, textContent: text });
  const draw = () => {
    document.documentElement.lang = language;
    for (const node of document.querySelectorAll('[data-en]')) node.textContent = node.dataset[language];
    byId('language').textContent = t().switch;
    byId('about').textContent = t().about(data);
    const procedures = [
      ...new Set(data.days.flatMap((day) => day.tickets.map((ticket) => ticket[5]))),
    ].sort();
    const chosen = byId('procedure').value;
    byId('procedure').replaceChildren(option('', t().all), ...procedures.map((id) => option(id, id)));
    byId('procedure').value = chosen;
    drawTiles();
    drawCloud();
    drawDay();
    drawTable('overall', data.comparison.overall);
    drawTable('perProcedure', data.comparison.perProcedure);
    drawTable('perHour', data.comparison.perHour);
  };
  // The page is written in Japanese; its English stands beside it.
  for (const node of document.querySelectorAll('[data-en]')) node.dataset.ja = node.textContent;
  byId('day').replaceChildren(...data.days.map((day, i) => option(i, `${day.date} ${day.site}`)));
  byId('day').addEventListener('change', drawDay);
  byId('procedure').addEventListener('change', drawDay);
  byId('language').addEventListener('click', () => {
    language = language === 'ja' ? 'en' : 'ja';
    draw();
  });
  let drawnFor = innerWidth;
  addEventListener('resize', () => {
    if (drawnFor !== innerWidth) draw();
    drawnFor = innerWidth;
  });
  draw();
})();
