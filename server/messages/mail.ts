// Sends one mail through the municipality's own server, and tells what its answer means: for this address, or for all.
import nodemailer from 'nodemailer';
import { type Language, textIn } from '../../protocol/ids.ts';
import type { MailSettings } from '../../protocol/message-settings.ts';
import type { SiteSettings } from '../../protocol/settings.ts';
import type { Composed } from './compose.ts';

/**
 * sent · refused: this one will never be taken · later: this one not now (greylisting) · away: the server, or what it
 * thinks of us, is in the way of all. `why` holds nothing of a person.
 */
export type Outcome = {
  readonly kind: 'sent' | 'refused' | 'later' | 'away';
  readonly why: string;
};

export type Post = {
  readonly to: string;
  readonly messageId: string;
  readonly language: Language;
  readonly composed: Composed;
};

export type Mailer = { readonly send: (post: Post) => Promise<Outcome>; readonly close: () => void };

/** A server that says nothing for so long hangs, ms. */
const patienceMs = 20_000;

type SmtpError = { readonly code?: string; readonly command?: string; readonly responseCode?: number };

/**
 * What an error of nodemailer means. Only the answers to RCPT TO and to the message itself speak of one mail; a
 * refused sender, sign-in, encryption or connection stands in the way of all.
 */
export const outcomeOf = (error: SmtpError): Outcome => {
  const { code = 'error', command = '', responseCode } = error;
  const why = [code, command, responseCode].filter((part) => part !== undefined && part !== '').join(' ');
  const ofThisMail = (code === 'EENVELOPE' && command === 'RCPT TO') || code === 'EMESSAGE';
  if (!ofThisMail || responseCode === undefined || responseCode === 421) return { kind: 'away', why };
  return { kind: responseCode >= 500 ? 'refused' : 'later', why };
};

/** `password` null: does not sign in. `ca`: certificates that are believed beside the usual ones, for tests. */
export const createMailer = (parts: {
  readonly settings: MailSettings;
  readonly password: string | null;
  readonly organisation: SiteSettings['names'];
  readonly ca?: Buffer;
  readonly patienceMs?: number;
}): Mailer => {
  const { settings, password, organisation, ca } = parts;
  const patience = parts.patienceMs ?? patienceMs;
  const transport = nodemailer.createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.tls === 'tls',
    // Rather not at all than in the open: a server, or somebody before it, that takes STARTTLS away is not spoken to.
    requireTLS: settings.tls === 'starttls',
    ignoreTLS: settings.tls === 'none',
    ...(settings.user === undefined || password === null
      ? {}
      : { auth: { user: settings.user, pass: password } }),
    ...(ca === undefined ? {} : { tls: { ca } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    // What stands in a mail is a text of ours: no file and no address is ever fetched for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ to, messageId, language, composed }) => {
      const { subject, text, calendar } = composed;
      try {
        await transport.sendMail({
          from: { name: textIn(settings.fromName ?? organisation, language), address: settings.from },
          ...(settings.replyTo === undefined ? {} : { replyTo: settings.replyTo }),
          to: { name: '', address: to },
          subject,
          text,
          messageId,
          // No answer by a machine, and none from a holiday.
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language.slice(0, 2) },
          ...(calendar === null
            ? {}
            : { icalEvent: { method: calendar.method, filename: 'yoyaku.ics', content: calendar.content } }),
        });
        return { kind: 'sent', why: '' };
      } catch (error) {
        return outcomeOf(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
};
