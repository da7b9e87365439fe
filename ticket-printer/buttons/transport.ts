// What the agent needs of a HID stack, and the one made of node-hid (hidraw on Linux), loaded only when used.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ReportLayout, readReportDescriptor } from './report-descriptor.ts';

export type HidDeviceInfo = {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string;
  readonly product?: string;
  /** USB interface number; −1 where the system does not tell. */
  readonly interface: number;
  readonly usagePage?: number;
  readonly usage?: number;
};

export type HidHandle = {
  /** How the device itself describes its reports; left out: the system does not give it. */
  readonly layout?: ReportLayout;
  onReport(listener: (report: Uint8Array) => void): void;
  /** The device is gone or cannot be read; no more reports come. */
  onError(listener: (error: Error) => void): void;
  /** Output report; the first byte is the report id, 0 when the device has none. */
  write(report: readonly number[]): Promise<void>;
  sendFeature(report: readonly number[]): Promise<void>;
  /** The answer starts with byte 0 of what the device put into the buffer. */
  getFeature(reportId: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
};

export type HidTransport = {
  /** Devices plugged in now; null: this machine offers no HID at all. */
  list(): Promise<readonly HidDeviceInfo[] | null>;
  open(path: string): Promise<HidHandle>;
  /** Why there is no HID, for whoever has to mend it; null: nothing is wrong. Asked after `list`. */
  trouble?(): string | null;
};

type NodeHid = typeof import('node-hid');

type Loaded = { readonly hid: NodeHid } | { readonly trouble: string };

/** What to do about it, where that is known. */
const advised = (reason: string): string =>
  reason.includes('libusb-1.0.so.0')
    ? `${reason}: the system lacks a library that node-hid asks for, run “apt install libusb-1.0-0”`
    : reason;

const load = async (): Promise<Loaded> => {
  try {
    const loaded = (await import('node-hid')) as NodeHid & { default?: NodeHid };
    const hid = loaded.default ?? loaded;
    // hidraw leaves the kernel's driver where it is.
    if (process.platform === 'linux') hid.setDriverType('hidraw');
    // The import is no proof: the native part is loaded by the first call.
    await hid.devicesAsync();
    return { hid };
  } catch (error) {
    // The first line: what follows is the list of places that were looked at.
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { trouble: advised(reason) };
  }
};

/** The device's own description of its reports, from sysfs; null: not Linux, or not to be read. */
export const layoutOf = async (path: string, sysfs = '/sys/class/hidraw'): Promise<ReportLayout | null> => {
  try {
    const bytes = await readFile(`${sysfs}/${basename(path)}/device/report_descriptor`);
    const layout = readReportDescriptor(bytes);
    return layout.fields.length === 0 ? null : layout;
  } catch {
    return null;
  }
};

const noHidraw = (): boolean => process.platform === 'linux' && !existsSync('/sys/class/hidraw');

/** HID through node-hid. A machine without HID, udev or the native part lists null and never throws. */
export const nodeHidTransport = (): HidTransport => {
  let loading: Promise<Loaded> | null = null;
  let trouble: string | null = null;
  const hid = async (): Promise<NodeHid | null> => {
    loading ??= load();
    const loaded = await loading;
    if ('hid' in loaded) return loaded.hid;
    trouble = loaded.trouble;
    return null;
  };
  return {
    trouble: () => trouble,
    list: async () => {
      const library = await hid();
      if (library === null) return null;
      if (noHidraw()) {
        trouble = 'this machine has no /sys/class/hidraw (a container or a virtual machine?)';
        return null;
      }
      trouble = null;
      const devices = await library.devicesAsync();
      return devices.flatMap((device): HidDeviceInfo[] => {
        const { path, vendorId, productId, serialNumber, product, usagePage, usage } = device;
        if (path === undefined) return [];
        return [
          {
            path,
            vendorId,
            productId,
            interface: device.interface,
            ...(serialNumber === undefined ? {} : { serialNumber }),
            ...(product === undefined ? {} : { product }),
            ...(usagePage === undefined ? {} : { usagePage }),
            ...(usage === undefined ? {} : { usage }),
          },
        ];
      });
    },
    open: async (path) => {
      const library = await hid();
      if (library === null) throw new Error(trouble ?? 'this machine offers no HID');
      const layout = await layoutOf(path);
      const device = await library.HIDAsync.open(path);
      return {
        ...(layout === null ? {} : { layout }),
        onReport: (listener) => {
          device.on('data', (report: Uint8Array) => listener(report));
        },
        onError: (listener) => {
          device.on('error', (error: unknown) =>
            listener(error instanceof Error ? error : new Error(String(error))),
          );
        },
        write: async (report) => {
          await device.write([...report]);
        },
        sendFeature: async (report) => {
          await device.sendFeatureReport([...report]);
        },
        getFeature: (reportId, length) => device.getFeatureReport(reportId, length),
        close: () => device.close(),
      };
    },
  };
};
