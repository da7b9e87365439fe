// Which site, and which booth, the page's address names.
import { BoothNumber, SiteId } from '../../protocol/ids.ts';

/** "/booth/centre/3" → centre and 3; "/booth/centre" → booth null; null when it names no site. */
export const addressOf = (
  path: string,
): { readonly site: SiteId; readonly booth: BoothNumber | null } | null => {
  const [, , site, booth] = path.split('/').map(decodeURIComponent);
  const parsedSite = SiteId.safeParse(site);
  if (!parsedSite.success) return null;
  const parsedBooth = BoothNumber.safeParse(Number(booth));
  return { site: parsedSite.data, booth: parsedBooth.success ? parsedBooth.data : null };
};
