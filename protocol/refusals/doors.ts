// Refusals of the doors themselves: what cannot be read, and what is too much.
import type { Entry } from './entry.ts';

export const doorRefusals = {
  malformed: {
    status: 400,
    when: 'A request does not fit its schema; `field` names the place.',
    en: (p) => `${p.field}: ${p.problem}. Correct this field and send again.`,
    ja: (p) => `入力に誤りがあります（${p.field}：${p.problem}）。直してもう一度送ってください。`,
  },
  tooLarge: {
    status: 413,
    when: 'A request body or message is larger than the limit.',
    en: (p) => `The request is larger than ${p.limit}. Send less at once.`,
    ja: (p) => `データが大きすぎます（上限 ${p.limit}）。分けて送ってください。`,
  },
  unknownPath: {
    status: 404,
    when: 'The address or method is not part of the API.',
    en: (p) => `There is no ${p.method} ${p.path}. See /api/openapi.json for what there is.`,
    ja: (p) => `${p.method} ${p.path} はありません。/api/openapi.json をご覧ください。`,
  },
  headersTooLarge: {
    status: 431,
    when: 'The head of a request is larger than the limit.',
    en: (p) => `The headers are larger than ${p.limit}. Send fewer or shorter ones.`,
    ja: (p) => `ヘッダーが大きすぎます（上限 ${p.limit}）。減らして送ってください。`,
  },
  addressTooLong: {
    status: 414,
    when: 'The address of a request is longer than the limit.',
    en: (p) => `The address is longer than ${p.limit}. Send less in it.`,
    ja: (p) => `アドレスが長すぎます（上限 ${p.limit}）。短くしてください。`,
  },
  tooSlow: {
    status: 408,
    when: 'A request did not arrive whole in time.',
    en: (p) => `The request did not arrive within ${p.limit}. Send it again on a new connection.`,
    ja: (p) => `リクエストが ${p.limit} 以内に届きませんでした。もう一度送ってください。`,
  },
  tooManyConnections: {
    status: 429,
    when: 'One address, or all together, hold more connections than the hub allows.',
    en: (p) => `There are too many connections (limit ${p.limit}). Close some, or try again in a moment.`,
    ja: (p) => `接続が多すぎます（上限 ${p.limit}）。不要な接続を閉じるか、しばらくしてからお試しください。`,
  },
  tooManyRequests: {
    status: 429,
    when: 'One connection has more unanswered requests than the hub allows.',
    en: (p) =>
      `There are too many unanswered requests (limit ${p.limit}). Wait for answers before sending more.`,
    ja: (p) => `応答待ちのリクエストが多すぎます（上限 ${p.limit}）。応答を待ってから送ってください。`,
  },
  tooOften: {
    status: 429,
    when: 'One address asks more often than the hub allows; `Retry-After` says when it may again.',
    en: (p) =>
      `Too many requests came from this network address (limit ${p.limit} a minute). Try again in ${p.seconds} s.`,
    ja: (p) =>
      `この接続元からのアクセスが多すぎます（上限 毎分 ${p.limit} 回）。${p.seconds} 秒後にお試しください。`,
  },
  tooManyAttempts: {
    status: 429,
    when: 'Too much was tried in vain from one address (names, codes, keys); `Retry-After` says when it may try again.',
    en: (p) => `Too many attempts from this network address failed. Try again in ${p.seconds} s.`,
    ja: (p) => `この接続元からの失敗が多すぎます。${p.seconds} 秒後にもう一度お試しください。`,
  },
  tooManyStreams: {
    status: 429,
    when: 'One address, or all together, hold more event streams than the hub allows.',
    en: (p) => `There are too many event streams (limit ${p.limit}). Close some, or read pages of events.`,
    ja: (p) => `イベント配信の接続が多すぎます（上限 ${p.limit}）。不要な接続を閉じてください。`,
  },
  tooManySockets: {
    status: 429,
    when: 'One device, or one signed-in browser, holds more sockets than the hub allows.',
    en: (p) =>
      `This device or browser is connected too many times (limit ${p.limit}). Close other windows, or give each device a name of its own.`,
    ja: (p) =>
      `この機器またはブラウザーの接続が多すぎます（上限 ${p.limit}）。ほかの画面を閉じるか、機器ごとに別の名前を付けてください。`,
  },
  tooManyMessages: {
    status: 429,
    when: 'One socket sends faster than the hub allows; it is cut when it goes on.',
    en: (p) => `Messages come too fast (limit ${p.limit} per second). Nothing was changed; wait a moment.`,
    ja: (p) => `送信が速すぎます（上限 毎秒 ${p.limit} 件）。変更はされていません。少しお待ちください。`,
  },
  tooManyCommands: {
    status: 429,
    when: 'One socket has more unanswered commands than the hub allows.',
    en: (p) =>
      `There are too many unanswered commands (limit ${p.limit}). Nothing was changed; wait for answers.`,
    ja: (p) => `応答待ちの操作が多すぎます（上限 ${p.limit}）。変更はされていません。応答をお待ちください。`,
  },
  internalError: {
    status: 500,
    when: 'The hub made a mistake; it is in its log.',
    en: () =>
      'The hub failed at this. Look at what is shown before you try again, and tell the administrator.',
    ja: () =>
      'サーバーで問題が起きました。画面の状態を確認してやり直し、続く場合は管理者に連絡してください。',
  },
} as const satisfies Record<string, Entry>;
