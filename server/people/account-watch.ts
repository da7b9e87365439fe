// Draws the consequences when an account changes, at whichever hub it was changed: sessions end, consoles are judged anew.
import type { Logger } from 'pino';
import type { StaffId } from '../../protocol/ids.ts';
import type { Register } from './register/register.ts';
import type { Sessions } from './sessions.ts';

export type AccountWatch = {
  /** Calls back when somebody's roles or name are others now; returns a function that stops it. */
  onChanged(listener: (account: StaffId) => void): () => void;
  close(): void;
};

export const watchAccounts = (
  register: Pick<Register, 'state' | 'onChange'>,
  sessions: Pick<Sessions, 'endAllOf'>,
  logger: Logger,
): AccountWatch => {
  const listeners = new Set<(account: StaffId) => void>();
  let before = register.state().accounts;

  const endAll = (account: StaffId): void => {
    // Nobody of a closed account is let in any more, even when its sessions cannot be taken from the store now.
    sessions.endAllOf(account, null).catch((error: unknown) => {
      logger.warn({ err: error, account }, 'the sessions of a closed account could not be ended');
    });
  };
  const stop = register.onChange(({ accounts }) => {
    const was = before;
    before = accounts;
    for (const [id, account] of accounts) {
      const old = was.get(id);
      if (old === undefined || old === account) continue;
      if (account.closed && !old.closed) endAll(id);
      if (account.grants !== old.grants || account.name !== old.name || account.closed !== old.closed) {
        for (const listener of [...listeners]) listener(id);
      }
    }
  });
  return {
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: stop,
  };
};
