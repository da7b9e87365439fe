// The entry of the page: first what zod must know before any schema is made, then the page itself.
import '../parts/no-eval.ts';

// Fetched apart, so that no bundling lets a schema come first.
void import('./transfer-page.ts');
