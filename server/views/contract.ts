// The pure functions from a site's snapshot to what each kind of screen shows.
import type { BoothNumber, DeviceId } from '../../protocol/ids.ts';
import type { KioskView } from '../../protocol/kiosk-view.ts';
import type { BoothView, DeviceView, ReceptionView, WallView } from '../../protocol/views.ts';
import type { Snapshot } from '../hub/contract.ts';

export type WallViewOf = (snapshot: Snapshot) => WallView;
export type BoothViewOf = (snapshot: Snapshot, booth: BoothNumber) => BoothView;
export type ReceptionViewOf = (snapshot: Snapshot) => ReceptionView;
export type DeviceViewOf = (snapshot: Snapshot, device: DeviceId) => DeviceView;
export type KioskViewOf = (snapshot: Snapshot, device: DeviceId) => KioskView;
