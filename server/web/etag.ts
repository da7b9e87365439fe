// Answers with an ETag, and with 304 to who holds the same already.
import type { Request, Response } from 'express';

/** Whether a client holds the version already; a proxy that compressed it may have weakened the tag. */
const holds = (tags: string | undefined, etag: string): boolean =>
  tags?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false;

/** `body` is made only when it is sent. */
export const sendTagged = (
  request: Request,
  response: Response,
  tagged: {
    readonly tag: string;
    readonly type: string;
    readonly cacheControl: string;
    readonly body: () => string;
  },
): void => {
  const etag = `"${tagged.tag}"`;
  response.set({ 'Cache-Control': tagged.cacheControl, ETag: etag });
  // Compared here, because Express sends everything again to clients that add no-cache, as fetch does.
  if (holds(request.get('If-None-Match'), etag)) response.status(304).end();
  else response.type(tagged.type).send(tagged.body());
};
