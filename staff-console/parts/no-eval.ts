// Keeps zod from trying `new Function` on these pages; see protocol/no-eval.ts.
import '../../protocol/no-eval.ts';
