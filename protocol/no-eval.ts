// For pages, imported before all else: keeps zod from trying `new Function`, which the hub's content security policy forbids.
// It sets zod's configuration by its global, because a schema made before `config()` is called would have tried already.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
