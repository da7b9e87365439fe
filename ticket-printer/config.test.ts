// Configuration: the example is right, the command line wins, and mistakes are told in one line that names the field.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentConfig, ConfigError, help, readArguments, readConfig } from './config.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const needed = ['--hub', 'http://localhost:8620', '--site', 'centre', '--device', 'reception-1'];
const read = (...args: string[]): AgentConfig => {
  const config = readConfig(args);
  if (config === 'help') throw new Error('help');
  return config;
};
const problem = (...args: string[]): string => {
  try {
    read(...args);
    return '';
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message;
  }
};
const yaml = (text: string): string => {
  const path = join(folder, 'agent.yaml');
  writeFileSync(path, text);
  return path;
};

describe('configuration', () => {
  it('reads the example', () => {
    const config = read('--config', 'examples/printer.yaml');
    expect(config.hub).toEqual(['http://localhost:8620']);
    expect(config.printer).toEqual({
      address: 'tcp://192.168.10.31:9100',
      widthMm: 80,
      model: 'epson',
      answers: 'expected',
    });
    expect(config.buttons.map((button) => button.debounceMs)).toEqual([300, 300, 500]);
  });

  it('command line alone, several hubs, virtual printer', () => {
    const config = read(...needed, '--hub', 'http://a:1,http://b:2', '--virtual', '--virtual-port', '0');
    expect(config.hub).toEqual(['http://a:1', 'http://b:2']);
    expect(config.virtual).toEqual({ port: 0, pagePort: 8621, host: '127.0.0.1', widthMm: 80 });
    expect(config.printer).toBeUndefined();
  });

  it('the command line wins over the file', () => {
    const config = read(
      '--config',
      'examples/printer.yaml',
      '--printer',
      'cups:TM',
      '--width',
      '58',
      '--site',
      'x',
    );
    expect(config).toMatchObject({ site: 'x', printer: { address: 'cups:TM', widthMm: 58, model: 'epson' } });
  });

  it('a model by name as on its type plate, and a test sheet without any hub', () => {
    const asked = readArguments(['--test-sheet', '--printer', 'cups:TM', '--model', 'TM-T88VII']);
    expect(asked).toMatchObject({ testSheet: true, config: { printer: { model: 'tm-t88vii' } } });
  });

  it.each([
    [[], 'hub: must be given (or --hub)'],
    [['--site', 'Centre'], 'site: must be 1 to 40 lower-case letters, digits or hyphens, e.g. "centre"'],
    [['--hub', 'localhost'], 'hub.0: must be an http(s) address'],
    [['--printer', 'usb'], 'printer.address: must be tcp://host:9100, file:/dev/usb/lp0 or cups:NAME'],
    [['--printer', 'cups:A', '--width', '60'], 'printer.widthMm: must be 80 or 58'],
    [['--printer', 'cups:A', '--dots', '570'], 'printer.dots: must be a multiple of 8 from 320 to 832'],
    [
      ['--printer', 'cups:A', '--model', 'LP-1'],
      'printer.model: “LP-1” is not known: must be one of epson, star, tm-t70',
    ],
    [['--printer', 'cups:A', '--answers', 'some'], 'printer.answers: must be expected or none'],
    [['--test-sheet'], '--test-sheet: say which printer'],
    [['--virtual', '--page-port', '99999'], 'virtual.pagePort: must be 0 to 65535'],
    [['--config', 'nothing.yaml'], '--config: there is no file nothing.yaml'],
    [['--nonsense'], '--nonsense'],
  ])('%j is refused', (args, expected) => {
    const given = args.length === 0 ? [] : [...needed, ...args];
    expect(problem(...given)).toContain(expected);
    expect(problem(...given)).not.toContain('\n');
  });

  it.each([
    ['buttons: [{ profile: keypad, keys: {} }]', 'buttons.0.vendorId: and productId must be given'],
    ['buttons: [{ profile: abacus, keys: {} }]', 'buttons.0.profile: must be one of: keyboard, keypad'],
    [
      'buttons: [{ profile: delcom, keys: { button: { booth: 3, action: jump } } }]',
      'buttons.0.keys.button: must be { procedure: … } or { booth: …, action: next|recall|finish|absent|start }',
    ],
    ['answerMs: 5', 'answerMs: must be 200 to 10000'],
    ['colour: red', 'there is no field colour'],
    ['- a', 'must be a list of fields'],
    ['a: [', 'agent.yaml: '],
  ])('a file with %s is refused', (text, expected) => {
    expect(problem(...needed, '--config', yaml(text))).toContain(expected);
  });

  it('help names every option', () => {
    expect(readConfig(['--help'])).toBe('help');
    for (const option of [
      'hub',
      'site',
      'device',
      'printer',
      'dots',
      'model',
      'answers',
      'test-sheet',
      'virtual',
      'virtual-port',
      'page-port',
      'config',
      'data',
    ])
      expect(help).toContain(`--${option}`);
  });
});
