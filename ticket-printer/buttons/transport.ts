// What the agent needs of a HID stack, and the one made of node-hid (hidraw on Linux), loaded only when used.
import { existsSync } from 'node:fs';

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
};

type NodeHid = typeof import('node-hid');

const load = async (): Promise<NodeHid | null> => {
  try {
    const loaded = (await import('node-hid')) as NodeHid & { default?: NodeHid };
    const hid = loaded.default ?? loaded;
    // hidraw needs no libusb, which slim systems lack, and leaves the kernel's driver where it is.
    if (process.platform === 'linux') hid.setDriverType('hidraw');
    return hid;
  } catch {
    return null;
  }
};

const noHidraw = (): boolean => process.platform === 'linux' && !existsSync('/sys/class/hidraw');

/** HID through node-hid. A machine without HID, udev or the native part lists null and never throws. */
export const nodeHidTransport = (): HidTransport => {
  let loading: Promise<NodeHid | null> | null = null;
  const hid = (): Promise<NodeHid | null> => {
    loading ??= load();
    return loading;
  };
  return {
    list: async () => {
      const library = await hid();
      if (library === null || noHidraw()) return null;
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
      if (library === null) throw new Error('this machine offers no HID');
      const device = await library.HIDAsync.open(path);
      return {
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
