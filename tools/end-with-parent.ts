// Loaded into each child of `npm start` (node --import): it ends when its parent has gone, however that ended.

if (process.channel !== undefined) {
  // The line to the parent alone keeps nothing running.
  process.channel?.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
