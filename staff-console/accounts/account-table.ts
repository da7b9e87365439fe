// The list of accounts: who, which roles where, in what state, and what can be done.
import { html, nothing, type TemplateResult } from 'lit';
import type { AccountView } from '../../protocol/access.ts';
import type { StaffLanguage } from '../../protocol/texts/staff-catalogue.ts';
import { staffText, staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { AccountList } from '../../protocol/wire-people.ts';

export type AccountActs = {
  readonly change: (account: AccountView) => void;
  readonly link: (account: AccountView) => void;
  /** The phone is lost. */
  readonly removeSecond: (account: AccountView) => void;
  readonly signOut: (account: AccountView) => void;
  readonly close: (account: AccountView) => void;
  readonly reopen: (account: AccountView) => void;
};

const stateOf = (account: AccountView, language: StaffLanguage): string => {
  const say = staffTexts(language).people;
  if (account.closed) return say.stateClosed;
  if (account.sso) return say.stateService;
  return account.hasPassword ? say.stateOpen : say.stateNoPassword;
};

const rolesOf = (
  account: AccountView,
  sites: AccountList['sites'],
  language: StaffLanguage,
): TemplateResult[] =>
  account.grants.map(({ role, site }) => {
    const say = staffTexts(language).people;
    const names = sites.find(({ id }) => id === site)?.names;
    const where = site === null ? say.everySite : names === undefined ? site : staffText(names, language);
    return html`<li><strong>${say.roles[role]}</strong> <span class="small">${where}</span></li>`;
  });

/** Accounts whose name or id holds every word typed; width and case do not matter. */
export const matching = (accounts: readonly AccountView[], typed: string): readonly AccountView[] => {
  const fold = (text: string) => text.normalize('NFKC').toLowerCase();
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return accounts.filter(({ id, name }) => {
    const text = fold(`${name} ${name.replaceAll(/\s/g, '')} ${id}`);
    return words.every((word) => text.includes(word));
  });
};

export const accountTable = (
  accounts: readonly AccountView[],
  sites: AccountList['sites'],
  me: string | null,
  acts: AccountActs,
  language: StaffLanguage,
): TemplateResult => {
  const say = staffTexts(language).people;
  const buttons = (account: AccountView): TemplateResult => {
    if (account.closed) {
      return html`<button type="button" class="quiet" @click=${() => acts.reopen(account)}>${say.reopen}</button>`;
    }
    return html`
      ${
        account.sso
          ? nothing
          : html`<button type="button" class="quiet" @click=${() => acts.change(account)}>${say.nameAndRoles}</button>
            <button type="button" class="quiet" @click=${() => acts.link(account)}>${say.passwordLink}</button>`
      }
      ${
        account.sso || account.id === me
          ? nothing
          : html`<button type="button" class="quiet" @click=${() => acts.removeSecond(account)}>${say.second.remove}</button>`
      }
      <button type="button" class="quiet" @click=${() => acts.signOut(account)}>${say.signOut}</button>
      ${
        account.id === me
          ? nothing
          : html`<button type="button" class="quiet" @click=${() => acts.close(account)}>${say.close}</button>`
      }
    `;
  };
  return html`<table class="accounts">
    <thead>
      <tr>
        <th scope="col">${say.personName}</th>
        <th scope="col">${say.rolesTitle}</th>
        <th scope="col">${say.state}</th>
        <th scope="col">${say.acts}</th>
      </tr>
    </thead>
    <tbody>
      ${accounts.map(
        (account) => html`<tr class=${account.closed ? 'is-closed' : ''}>
          <th scope="row">${account.name}<br /><code>${account.id}</code></th>
          <td><ul>${rolesOf(account, sites, language)}</ul></td>
          <td>${stateOf(account, language)}</td>
          <td><div class="acts" role="group" aria-label=${account.name}>${buttons(account)}</div></td>
        </tr>`,
      )}
    </tbody>
  </table>`;
};
