// What a button profile says: which device it is for, how its report bytes mean keys, how to poll it, how it beeps.
import type { HidDeviceInfo } from './transport.ts';

/** How the bytes of one input report say which keys are down. */
export type Decode =
  /** Boot keyboard: modifiers, reserved, six key codes of the HID usage tables. */
  | { readonly kind: 'keyboard' }
  /** One bit per key: bit y of byte `offset + x` is the key in column x + 1, row y + 1, called `c1r1`. */
  | {
      readonly kind: 'bitmap';
      readonly offset: number;
      readonly columns: number;
      /** Reports whose byte is above `max` carry something else. */
      readonly guard?: { readonly byte: number; readonly max: number };
    }
  /** Single bits with names; `active` is the value of the bit when the key is down. */
  | {
      readonly kind: 'bits';
      readonly keys: Readonly<
        Record<string, { readonly byte: number; readonly bit: number; readonly active: 0 | 1 }>
      >;
      /** Reports that do not have this value there are no answer. */
      readonly guard?: { readonly byte: number; readonly value: number };
    };

/** Devices that say nothing by themselves are asked. */
export type Poll = {
  readonly everyMs: number;
  readonly ask:
    | { readonly kind: 'write'; readonly report: readonly number[] }
    | { readonly kind: 'feature'; readonly id: number; readonly length: number };
};

/** accepted: a number was given · refused: none is given now · failed: something is broken. */
export type FeedbackKind = 'accepted' | 'refused' | 'failed';

/** A report to send, `afterMs` from the press. */
export type FeedbackReport = {
  readonly afterMs: number;
  readonly kind: 'output' | 'feature';
  readonly report: readonly number[];
};

export type Profile = {
  readonly id: string;
  readonly name: string;
  readonly match: {
    /** Left out: any vendor, and a binding has to name the device. */
    readonly vendorId?: number;
    readonly productIds?: readonly number[];
    readonly usagePage?: number;
    readonly usages?: readonly number[];
    readonly interface?: number;
  };
  readonly decode: Decode;
  readonly poll?: Poll;
  readonly feedback?: Readonly<Record<FeedbackKind, readonly FeedbackReport[]>>;
};

/** What a binding of the configuration says about the device it means; left out: any. */
export type DeviceChoice = {
  readonly vendorId?: number | undefined;
  readonly productId?: number | undefined;
  readonly serial?: string | undefined;
  readonly path?: string | undefined;
};

const fits = <T>(wanted: T | undefined, has: T | undefined): boolean =>
  wanted === undefined || wanted === has;
// Where the system does not tell (older kernels, some drivers), the field cannot be held against the device.
const fitsOrUnknown = (wanted: number | undefined, has: number | undefined, unknown: number): boolean =>
  wanted === undefined || has === undefined || has === unknown || wanted === has;

/** True when the profile can read the device and the binding means it. */
export const matches = (profile: Profile, choice: DeviceChoice, device: HidDeviceInfo): boolean => {
  const { match } = profile;
  return (
    fits(match.vendorId, device.vendorId) &&
    (match.productIds === undefined || match.productIds.includes(device.productId)) &&
    fitsOrUnknown(match.usagePage, device.usagePage, 0) &&
    (match.usages === undefined || match.usages.some((usage) => fitsOrUnknown(usage, device.usage, 0))) &&
    fitsOrUnknown(match.interface, device.interface, -1) &&
    fits(choice.vendorId, device.vendorId) &&
    fits(choice.productId, device.productId) &&
    fits(choice.serial, device.serialNumber) &&
    fits(choice.path, device.path)
  );
};
