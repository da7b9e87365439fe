// Whether these settings are a demonstration's, where devices are accepted without an administrator.
import type { Settings } from '../../protocol/settings.ts';

/** True only when the document has its `demo` part. */
export const isDemo = (settings: Pick<Settings, 'demo'>): boolean => settings.demo !== undefined;
