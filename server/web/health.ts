// For those who watch over the hub: is it alive, can it take commands, what are its figures.
import { Router } from 'express';
import type { WebParts } from './dependencies.ts';

/** /healthz, /readyz and /metrics. */
export const openHealth = (parts: Pick<WebParts, 'hub' | 'metrics' | 'logger' | 'stopping'>): Router => {
  const { hub, metrics, logger, stopping } = parts;
  const router = Router();

  router.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));

  router.get('/readyz', async (_request, response) => {
    if (stopping.aborted) {
      response.status(503).json({ status: 'stopping' });
      return;
    }
    try {
      await hub.ready();
      const doubt = hub.clockDoubt();
      // It serves on, by the time before; whoever watches over it hears why that may be wrong.
      response.json(doubt === null ? { status: 'ready' } : { status: 'ready', clock: doubt });
    } catch (error) {
      logger.error({ err: error }, 'not ready');
      response.status(503).json({ status: 'the event log cannot be written' });
    }
  });

  router.get('/metrics', async (_request, response) => {
    response.set('Content-Type', metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
};
