// What work in the background is given when it is asked for, or waits, while the hub closes: no mistake of anybody's.

/** No more is done: the hub is closing. */
export class HubClosing extends Error {
  override name = 'HubClosing';

  constructor() {
    super('the hub is closing');
  }
}
