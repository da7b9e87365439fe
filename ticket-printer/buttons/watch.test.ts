// Button devices come and go; one press is one press.
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createTestClock } from '../test-clock.ts';
import { createDebounce } from './debounce.ts';
import { createEmulatedKeypad } from './emulated.ts';
import { profileOf } from './profiles.ts';
import type { HidDeviceInfo, HidHandle, HidTransport } from './transport.ts';
import { type ButtonBinding, watchButtons } from './watch.ts';

const logger = pino({ level: 'silent' });

const binding = (id: string, device: ButtonBinding['device'] = {}): ButtonBinding => {
  const profile = profileOf(id);
  if (profile === undefined) throw new Error(id);
  return { profile, device, debounceMs: 300 };
};

/** A HID stack in memory: plug, unplug, send, and look at what was written. */
const fakeHid = () => {
  const plugged = new Map<string, HidDeviceInfo>();
  const open = new Map<
    string,
    { report: ((r: Uint8Array) => void)[]; error: ((e: Error) => void)[]; feature: Uint8Array }
  >();
  const written: number[][] = [];
  let fails = 0;
  const opens: string[] = [];
  const transport: HidTransport = {
    list: async () => [...plugged.values()],
    open: async (path): Promise<HidHandle> => {
      opens.push(path);
      if (fails-- > 0) throw new Error('permission denied');
      const device = { report: [], error: [], feature: Uint8Array.of(0xff) } as {
        report: ((r: Uint8Array) => void)[];
        error: ((e: Error) => void)[];
        feature: Uint8Array;
      };
      open.set(path, device);
      return {
        onReport: (listener) => device.report.push(listener),
        onError: (listener) => device.error.push(listener),
        write: async (report) => {
          if (!plugged.has(path)) throw new Error('gone');
          written.push([...report]);
        },
        sendFeature: async (report) => {
          written.push([...report]);
        },
        getFeature: async () => {
          if (!plugged.has(path)) throw new Error('gone');
          return device.feature;
        },
        close: async () => {
          open.delete(path);
        },
      };
    },
  };
  return {
    transport,
    written,
    opens,
    failNextOpens: (count: number) => {
      fails = count;
    },
    plug: (info: HidDeviceInfo) => plugged.set(info.path, info),
    unplug: (path: string) => {
      plugged.delete(path);
      for (const listener of open.get(path)?.error ?? []) listener(new Error('could not read'));
    },
    send: (path: string, ...reports: number[][]) => {
      for (const report of reports)
        for (const listener of open.get(path)?.report ?? []) listener(Uint8Array.from(report));
    },
    feature: (path: string, ...bytes: number[]) => {
      const device = open.get(path);
      if (device !== undefined) device.feature = Uint8Array.from(bytes);
    },
  };
};

const keypad: HidDeviceInfo = {
  path: '/dev/hidraw0',
  vendorId: 1,
  productId: 2,
  interface: 0,
  usagePage: 1,
  usage: 6,
  product: 'USB Keypad',
};
const down = (code: number): number[] => [0, 0, code, 0, 0, 0, 0, 0];
const up = down(0);

const watch = (bindings: readonly ButtonBinding[], hid = fakeHid(), transport?: HidTransport) => {
  const clock = createTestClock(1_000_000);
  const keys: string[] = [];
  const watching = watchButtons({
    transport: transport ?? hid.transport,
    bindings,
    clock,
    logger,
    onPress: ({ key, feedback }) => {
      keys.push(key);
      feedback('accepted');
    },
    onChange: () => {},
  });
  return { hid, clock, keys, watching };
};

describe('debounce', () => {
  it('two presses within the time are one, later ones and other keys count', () => {
    const debounce = createDebounce(300);
    expect([0, 100, 299, 300, 500, 601].map((at) => debounce.press('kp1', at))).toEqual([
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
    expect(debounce.press('kp2', 601)).toBe(true);
  });
});

describe('button watch', () => {
  it('a key held down is one press, a bounce is none, the next person gets a press of his own', async () => {
    const { hid, clock, keys } = watch([binding('keypad', { vendorId: 1, productId: 2 })]);
    hid.plug(keypad);
    await clock.advance(1_100);
    hid.send(keypad.path, down(0x59), down(0x59), up, down(0x59), up);
    await clock.advance(400);
    hid.send(keypad.path, down(0x59), up);
    expect(keys).toEqual(['kp1', 'kp1']);
  });

  it('works again after unplugging and plugging in, under another path too', async () => {
    const { hid, clock, keys, watching } = watch([binding('keypad', { vendorId: 1, productId: 2 })]);
    hid.plug(keypad);
    await clock.advance(100);
    expect(watching.buttons()).toMatchObject([
      { profile: 'keypad', name: 'Numeric keypad (HID boot keyboard)', connected: false },
    ]);
    await clock.advance(1_000);
    expect(watching.buttons()).toMatchObject([{ profile: 'keypad', name: 'USB Keypad', connected: true }]);
    hid.unplug(keypad.path);
    expect(watching.buttons()[0]?.connected).toBe(false);
    hid.plug({ ...keypad, path: '/dev/hidraw7' });
    await clock.advance(1_000);
    hid.send('/dev/hidraw7', down(0x5a));
    expect(keys).toEqual(['kp2']);
  });

  it('a device that vanishes without a read error is noticed by the list', async () => {
    const hid = fakeHid();
    const { clock, watching } = watch([binding('keypad', { vendorId: 1, productId: 2 })], hid);
    hid.plug(keypad);
    await clock.advance(1_000);
    hid.transport.list = async () => [];
    await clock.advance(1_000);
    expect(watching.buttons()[0]?.connected).toBe(false);
  });

  it('never opens the desk’s own keyboard', async () => {
    const { hid, clock } = watch([binding('keypad', { vendorId: 1, productId: 2 })]);
    hid.plug({ ...keypad, vendorId: 0x046d });
    await clock.advance(3_000);
    expect(hid.opens).toEqual([]);
  });

  it('tries again to open what it may not open yet', async () => {
    const { hid, clock, keys } = watch([binding('keypad', { vendorId: 1, productId: 2 })]);
    hid.failNextOpens(2);
    hid.plug(keypad);
    await clock.advance(4_000);
    hid.send(keypad.path, down(0x59));
    expect(keys).toEqual(['kp1']);
  });

  it('asks a Delcom button for its port and beeps on it', async () => {
    const { hid, clock, keys } = watch([binding('delcom')]);
    hid.plug({ path: 'd', vendorId: 0x0fc5, productId: 0xb080, interface: 0 });
    await clock.advance(1_100);
    hid.feature('d', 0xfe, 0xff);
    await clock.advance(50);
    expect(keys).toEqual(['button']);
    expect(hid.written.map((report) => report.slice(0, 3))).toEqual([
      [101, 2, 0xfe],
      [102, 70, 1],
    ]);
    await clock.advance(500);
    expect(hid.written.at(-1)?.slice(0, 3)).toEqual([101, 2, 0xff]);
    hid.unplug('d');
    await clock.advance(2_000);
    expect(keys).toEqual(['button']);
  });

  it('asks a Dream Cheeky button by writing', async () => {
    const { hid, clock, keys } = watch([binding('dream-cheeky')]);
    hid.plug({ path: 'b', vendorId: 0x1d34, productId: 0x000d, interface: 0 });
    await clock.advance(1_100);
    expect(hid.written[0]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 2]);
    hid.send('b', [0x17, 0, 0, 0, 0, 0, 0, 3], [0x16, 0, 0, 0, 0, 0, 0, 3]);
    expect(keys).toEqual(['button']);
  });

  it('says that a machine has no HID, and keeps looking', async () => {
    const { clock, watching } = watch([binding('keypad')], fakeHid(), {
      list: async () => null,
      open: async () => {
        throw new Error('no');
      },
    });
    expect(watching.hid()).toBe('unknown');
    await clock.advance(2_500);
    expect(watching.hid()).toBe('missing');
    await watching.close();
  });

  it('on-screen buttons take the same way as report bytes', async () => {
    const pad = createEmulatedKeypad();
    const { clock, keys } = watch([binding('keyboard', { path: 'emulated' })], fakeHid(), pad.transport);
    await clock.advance(10);
    pad.press('c');
    expect(keys).toEqual(['c']);
    expect(() => pad.press('ü')).toThrow(RangeError);
  });

  it('tells what it received last and what it was taken for, so that whoever sets it up sees the press', async () => {
    const { hid, clock, watching } = watch([binding('keypad', { vendorId: 1, productId: 2 })]);
    hid.plug(keypad);
    await clock.advance(1_100);
    expect(watching.buttons()).toMatchObject([{ connected: true, last: null }]);
    hid.send(keypad.path, down(0x59), up);
    expect(watching.buttons()).toMatchObject([
      { last: { report: '00 00 59 00 00 00 00 00', keys: ['kp1'] } },
    ]);
    hid.send(keypad.path, [2, 0, 0x59, 0, 0, 0xff, 0, 0]);
    expect(watching.buttons()).toMatchObject([{ last: { report: '02 00 59 00 00 ff 00 00', keys: null } }]);
    await watching.close();
  });
});
