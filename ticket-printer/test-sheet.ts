// Sets a printer up: asks what it answers, prints the sheet with the ruler, and says which lines belong into the configuration.
import { pino } from 'pino';
import { stringify } from 'yaml';
import { printerTexts } from '../protocol/texts/printer.ts';
import type { PrinterStatus } from '../protocol/views.ts';
import type { AgentConfig } from './config.ts';
import type { Printer } from './contract.ts';
import { openConfigured } from './start.ts';

type PrinterConfig = NonNullable<AgentConfig['printer']>;

/** Longer than the slowest first round of questions and a reconnection. */
const patienceMs = 15_000;

/** The first status that the printer itself gave (or that it never answers), or null when it cannot be reached. */
const firstWord = (printer: Printer): Promise<PrinterStatus | null> =>
  new Promise((resolve) => {
    const isWord = ({ faults }: PrinterStatus): boolean =>
      !faults.includes('offline') && !faults.includes('unknown');
    const limit = setTimeout(() => done(isWord(printer.status()) ? printer.status() : null), patienceMs);
    const stop = printer.onStatus((status) => {
      if (isWord(status)) done(status);
    });
    const done = (status: PrinterStatus | null): void => {
      clearTimeout(limit);
      stop();
      resolve(status);
    };
  });

/** Prints it and tells in lines what it found, Japanese first; returns the exit code. `open` for tests. */
export const printTestSheet = async (
  config: PrinterConfig,
  say: (line: string) => void,
  open: (config: PrinterConfig) => Printer = (settings) =>
    openConfigured(settings, pino({ level: 'silent' })),
): Promise<number> => {
  let printer = open(config);
  try {
    say(`${config.address}: プリンターに問い合わせています。 / Asking the printer.`);
    const status = await firstWord(printer);
    if (status === null) {
      say('接続できません。電源、ケーブル、アドレスを確認してください。');
      say('It cannot be reached. Check its power, its cable and the address.');
      return 1;
    }
    const silent = status.faults.includes('silent');
    if (!silent && status.faults.length > 0) {
      say(`印刷できない状態です（${status.faults.join(', ')}）。直してからもう一度実行してください。`);
      say(`It cannot print now (${status.faults.join(', ')}). Put that right and try again.`);
      return 1;
    }
    if (silent) {
      say('応答がありません。応答しない機種として印刷します。');
      say('It answers nothing. Printing as to a printer that never does.');
      await printer.close();
      printer = open({ ...config, answers: 'none' });
    }
    const cannotTell =
      status.cannotTell ?? (silent ? (['paper', 'cover', 'cutter', 'printed'] as const) : []);
    const outcome = await printer.print({
      kind: 'ruler',
      job: 'ruler',
      address: config.address,
      cannotTell,
      atMs: Date.now(),
    });
    if (outcome !== 'printed') {
      say(`印刷できませんでした（${outcome.failed}）。 / Not printed (${outcome.failed}).`);
      return 1;
    }
    const { ja, en } = printerTexts;
    say(cannotTell.length === 0 ? `${ja.tellsAll} / ${en.tellsAll}` : ja.doesNotTell(cannotTell));
    if (cannotTell.length > 0) say(en.doesNotTell(cannotTell));
    say(
      'シートが出ましたか。出た場合だけ、次の行を設定ファイルに書いてください（dots はシートの一番長い線の数字）。',
    );
    say('Did the sheet come out? Only then write these lines (dots: the longest whole line of the sheet).');
    const { address, model, dots, widthMm } = config;
    const lines = {
      printer: {
        address,
        ...(widthMm === 80 ? {} : { widthMm }),
        ...(model === 'epson' ? {} : { model }),
        dots: dots ?? '…',
        ...(silent ? { answers: 'none' } : {}),
      },
    };
    say(stringify(lines).trimEnd());
    return 0;
  } finally {
    await printer.close();
  }
};
