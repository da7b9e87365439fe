// The reception buttons of the virtual printer's page: which key stands for which procedure, and a press.
import { z } from 'zod';
import { LocalText } from '../../protocol/ids.ts';

const PageState = z.object({ keys: z.array(z.object({ key: z.string(), label: LocalText })) });

/** Keys by the Japanese name on the button. Throws when no page answers. */
export const readKeys = async (page: string): Promise<ReadonlyMap<string, string>> => {
  const response = await fetch(`${page}/state`);
  const { keys } = PageState.parse(await response.json());
  return new Map(keys.map(({ key, label }) => [label.ja, key]));
};

/** Presses a button as a finger would; false: the page did not take it. */
export const pressKey = async (page: string, key: string): Promise<boolean> => {
  const response = await fetch(`${page}/press`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  }).catch(() => null);
  return response?.ok === true;
};
