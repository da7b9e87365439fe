// Announcements over HTTP: a call leads to the address of its sound, which never changes and may be kept for ever.
import { Router } from 'express';
import { z } from 'zod';
import { AnnouncementForm } from '../../protocol/announcement-form.ts';
import { CallId, Language, SiteId } from '../../protocol/ids.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import { paramAt } from '../access/guard.ts';
import type { SiteHub } from '../hub/contract.ts';
import { siteOf } from '../ingress/site-of.ts';
import { type Phrase, phraseOf } from '../voice/phrase.ts';
import type { WebParts } from './dependencies.ts';
import { sendRefusal } from './refusals.ts';

export const VoiceQuery = z.strictObject({
  call: CallId.describe('A call of today, as on the board'),
  language: Language.default('ja').describe('Japanese, or the language of the ticket'),
  form: AnnouncementForm.default('full'),
});
type VoiceQuery = z.output<typeof VoiceQuery>;

/** The same again, so that a hub which does not keep the sound can make it. */
const FileQuery = VoiceQuery.extend({ site: SiteId }).partial();

type Asked = { readonly phrase: Phrase; readonly rate: number };

/** Only calls that were made are spoken: nobody can have the hub say something else. */
const askedOf = (siteHub: SiteHub, { call: callId, language, form }: VoiceQuery): Parsed<Asked> => {
  const { sound } = siteHub.site.settings;
  const { state } = siteHub.snapshot();
  const call = state.calls.find((one) => one.callId === callId);
  const ticket = call === undefined ? undefined : state.tickets.get(call.ticket);
  if (call === undefined || ticket === undefined)
    return { ok: false, refusal: refuse('unknownCall', { call: callId }) };
  const known: readonly Language[] = [
    'ja',
    ...(ticket.language !== 'ja' && sound.languages.includes(ticket.language) ? [ticket.language] : []),
  ];
  if (!known.includes(language) || (form !== 'full' && language !== 'ja'))
    return { ok: false, refusal: refuse('noVoice', { language, known: known.join(', ') }) };
  return {
    ok: true,
    value: { phrase: phraseOf(language, call.ticket, call.booth, form), rate: sound.rate },
  };
};

/** Routes below /api. */
export const openVoiceFiles = ({ hub, voice }: WebParts): Router => {
  const router = Router();

  router.use(['/voice', '/sites/:site/voice'], (_request, response, next) => {
    // What is spoken aloud is no secret; a wall that moved to another hub asks across origins.
    response.set('Access-Control-Allow-Origin', '*');
    next();
  });

  router.get('/sites/:site/voice', async (request, response) => {
    const siteHub = siteOf(hub, paramAt(response, 'site'));
    if (!siteHub.ok) return sendRefusal(response, siteHub.refusal);
    const query = parseAs(VoiceQuery, request.query, 'query');
    if (!query.ok) return sendRefusal(response, query.refusal);
    const asked = askedOf(siteHub.value, query.value);
    if (!asked.ok) return sendRefusal(response, asked.refusal);
    const { phrase, rate } = asked.value;
    const address = voice.addressOf(phrase, rate);
    // No fault: screens have voices of their own.
    if (address === null) return void response.status(204).end();
    if ((await voice.audioOf(phrase, rate)) === null) return sendRefusal(response, refuse('voiceBusy'));
    const again = new URLSearchParams({ site: siteHub.value.site.settings.id, ...query.value });
    response.set('Cache-Control', 'no-cache').redirect(307, `/api/voice/${address}.wav?${again}`);
  });

  /** Made by another hub behind the same proxy: made here too, if it comes to the same address. */
  const madeHere = async (address: string, input: unknown): Promise<Buffer | null> => {
    const query = FileQuery.safeParse(input);
    if (!query.success || query.data.call === undefined) return null;
    const { site, call, language = 'ja', form = 'full' } = query.data;
    const siteHub = siteOf(hub, site);
    const asked = siteHub.ok ? askedOf(siteHub.value, { call, language, form }) : siteHub;
    if (!asked.ok || voice.addressOf(asked.value.phrase, asked.value.rate) !== address) return null;
    return voice.audioOf(asked.value.phrase, asked.value.rate);
  };

  router.get('/voice/:file', async (request, response) => {
    const address = /^([0-9a-f]{32})\.wav$/.exec(request.params.file)?.[1];
    const file =
      address === undefined
        ? null
        : ((await voice.kept(address)) ?? (await madeHere(address, request.query)));
    if (file === null) return sendRefusal(response, refuse('unknownCall', { call: address ?? '-' }));
    response
      .set({ 'Cache-Control': 'public, max-age=31536000, immutable', 'Content-Type': 'audio/wav' })
      .send(file);
  });
  return router;
};
