// The built pages: hashed files for ever, HTML asked for anew each time, and a clear page when nothing is built.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { addressesOf, builtName, pageRows } from '../../protocol/pages.ts';
import { plainPage } from '../base/plain-page.ts';

/** Address → page folder in dist/, of the pages that are sent as they were built. */
const pageRoutes = pageRows.flatMap((row) => {
  const { folder, filled } = row;
  return folder === null || filled
    ? []
    : addressesOf(row).map((address) => [address, builtName(folder)] as const);
});

const notBuilt = plainPage(
  'Junban',
  `<p lang="ja">画面がまだ作られていません。サーバーで「npm run build」を実行してください。</p>
<p>The pages have not been built. Run “npm run build” on the server, then reload.</p>`,
);

const notFound = plainPage(
  'Junban',
  `<p lang="ja">このページはありません。<a href="/">トップページへ</a></p>
<p>There is no such page. <a href="/">To the start page</a></p>`,
);

const sendPage =
  (folder: string, page: string): RequestHandler =>
  (_request, response) => {
    response.set('Cache-Control', 'no-cache');
    if (!existsSync(join(folder, page, 'index.html'))) {
      response.status(503).type('html').send(notBuilt);
      return;
    }
    // `root` keeps dot folders in the way to it from being taken for hidden files.
    response.sendFile(`${page}/index.html`, { root: folder, cacheControl: false });
  };

/** Pages and their files. */
export const openPages = (folder: string): Router => {
  const router = Router();
  for (const [address, page] of pageRoutes) router.get(address, sendPage(folder, page));
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), {
      immutable: true,
      maxAge: '365d',
      index: false,
      redirect: false,
    }),
  );
  router.use(
    '/icons',
    express.static(join(folder, 'icons'), { maxAge: '1d', index: false, redirect: false }),
  );
  router.get('/favicon.ico', (_request, response) => void response.status(204).end());
  return router;
};

/** For every other address. */
export const pageNotFound: RequestHandler = (_request, response) => {
  response.status(404).type('html').send(notFound);
};
