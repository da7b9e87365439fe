// Words of refusals that stand for a state: as staff read them on their screens.

const states: Readonly<Record<string, string>> = {
  waiting: '待ち',
  called: '呼出中',
  serving: '対応中',
  absent: '不在',
  held: '保留中',
  finished: '完了',
  cancelled: '取消',
};

/** A ticket's state in Japanese. */
export const stateJa = (state: string | number | undefined): string => states[String(state)] ?? String(state);
