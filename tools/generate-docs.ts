// Writes the documents that are made from the code: docs/settings.md, docs/settings.schema.json, docs/refusals.md and docs/limits.md.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generatedDocuments } from './docs/generated-documents.ts';

const docs = join(import.meta.dirname, '../docs');
await mkdir(docs, { recursive: true });
for (const [name, text] of generatedDocuments()) {
  await writeFile(join(docs, name), text);
  console.log(`docs/${name}`);
}
