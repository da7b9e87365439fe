// What axe finds wrong with a page as it stands.
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 to level AA, and axe's best practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Run = (options: axe.RunOptions) => Promise<axe.AxeResults>;

/** One line for each fault; `alsoRules`: rules of axe that these tags leave out. */
export const axeFaults = async (page: Page, alsoRules: readonly string[] = []): Promise<string[]> => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    async (options) => {
      await document.fonts.ready;
      return (window as unknown as { axe: { run: Run } }).axe.run(options);
    },
    {
      runOnly: tags,
      rules: Object.fromEntries([...alsoRules, 'target-size'].map((rule) => [rule, { enabled: true }])),
    } satisfies axe.RunOptions,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
};
