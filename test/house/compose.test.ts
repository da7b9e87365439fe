// Dockerfile and docker-compose.yml are right: every file, command, port, variable and stage they name exists.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { SiteId } from '../../protocol/ids.ts';
import { readEnvironment, variables } from '../../server/config/environment.ts';
import { loadSettings } from '../../server/settings/load.ts';
import { readConfig } from '../../ticket-printer/config.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

type Instruction = { readonly name: string; readonly text: string };

/** Instructions of a Dockerfile: comments dropped, continued lines joined. */
const instructionsOf = (text: string): readonly Instruction[] =>
  text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => /^([A-Z]+)\s+(.+)$/.exec(line.trim()))
    .flatMap((match) => (match === null ? [] : [{ name: match[1] ?? '', text: match[2] ?? '' }]));

const docker = instructionsOf(read('Dockerfile'));
const all = (name: string): readonly string[] =>
  docker.filter((one) => one.name === name).map((one) => one.text);
const dockerEnv = Object.fromEntries(
  all('ENV').flatMap((text) => text.split(/\s+/).map((pair) => pair.split('=', 2) as [string, string])),
);

const Service = z.strictObject({
  build: z.literal('.').optional(),
  image: z.string().optional(),
  command: z.array(z.string()),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  profiles: z.array(z.literal('several-hubs')).optional(),
  healthcheck: z
    .union([
      z.strictObject({ disable: z.literal(true) }),
      z.strictObject({
        test: z.array(z.string()),
        interval: z.string(),
        timeout: z.string(),
        retries: z.int(),
      }),
    ])
    .optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).default({}),
  restart: z.literal('unless-stopped'),
  stop_grace_period: z.string().optional(),
});
const Compose = z.strictObject({
  services: z.strictObject({
    hub: Service,
    agent: Service,
    'hub-1': Service,
    'hub-2': Service,
    proxy: Service,
    redis: Service,
    'redis-replica': Service,
  }),
  volumes: z.record(z.string(), z.null()),
});
const compose = Compose.parse(parse(read('docker-compose.yml'), { merge: true }));
const services = Object.entries(compose.services);

/** What lies in the image: the last stage's copies, as paths of the repository. */
const copied = all('COPY')
  .filter((text) => text.startsWith('--from=build '))
  .map((text) => text.split(/\s+/)[1]?.replace(/^\/app\//, '') ?? '');
const inImage = (path: string): boolean =>
  existsSync(join(root, path)) && copied.some((top) => path === top || path.startsWith(`${top}/`));

/** `node file.ts …` names a file of the image. */
const expectCommand = (command: readonly string[]): void => {
  expect(command[0]).toBe('node');
  expect(inImage(command[1] ?? ''), `${command[1]} is in the image`).toBe(true);
};

describe('the Dockerfile', () => {
  it('copies what exists, made by the build or there', () => {
    const made = ['node_modules', 'dist'];
    for (const path of copied) expect(made.includes(path) || existsSync(join(root, path)), path).toBe(true);
    for (const text of all('COPY').filter((one) => !one.startsWith('--')))
      for (const path of text.split(/\s+/).slice(0, -1))
        expect(existsSync(join(root, path)), path).toBe(true);
  });

  it('copies every room that the hub and the agent import', () => {
    const rooms = ['protocol', 'server', 'ticket-printer'];
    for (const room of rooms) expect(copied).toContain(room);
  });

  it('builds with a tool that exists, on the Node of package.json', () => {
    const wanted = JSON.parse(read('package.json')).devDependencies.node.split('.')[0];
    for (const text of all('FROM'))
      expect(text).toMatch(new RegExp(`^node:${wanted}-bookworm-slim( AS build)?$`));
    const tool = /node (\S+\.ts)/.exec(all('RUN').join('\n'))?.[1] ?? '';
    expect(existsSync(join(root, tool))).toBe(true);
  });

  it('sets variables that the hub knows, to values that it takes', () => {
    const own = Object.keys(dockerEnv).filter((name) => name.startsWith('JUNBAN_'));
    for (const name of own) expect(Object.keys(variables)).toContain(name);
    expect(dockerEnv.JUNBAN_PORT).toBe(all('EXPOSE')[0]);
    expect(inImage(dockerEnv.JUNBAN_SETTINGS?.replace('/app/', '') ?? '')).toBe(true);
    expect(all('VOLUME')).toEqual([dockerEnv.JUNBAN_DATA]);
  });

  it('runs the hub directly, as another user than root, and asks an address that exists', () => {
    expectCommand(z.array(z.string()).parse(JSON.parse(all('CMD')[0] ?? '')));
    expect(all('USER')).toEqual(['node']);
    expect(all('HEALTHCHECK')[0]).toContain('"node", "tools/healthz.ts"');
    expect(read('tools/healthz.ts')).toContain('/healthz`');
    expect(read('server/web/health.ts')).toContain("'/healthz'");
  });
});

describe('docker-compose.yml', () => {
  it('runs commands that exist', () => {
    expectCommand(compose.services.hub.command);
    expectCommand(compose.services.agent.command);
    for (const name of ['hub-1', 'hub-2'] as const) expectCommand(compose.services[name].command);
    for (const name of ['redis', 'redis-replica'] as const) {
      const { command, image } = compose.services[name];
      expect(image).toMatch(/^redis:7/);
      expect(command.join(' ')).toMatch(/^redis-server --appendonly yes --appendfsync always/);
    }
    expect(compose.services['redis-replica'].command.slice(-3)).toEqual(['--replicaof', 'redis', '6379']);
    expect(compose.services.proxy.command[0]).toBe('nginx');
  });

  it('gives the hub variables that it knows, with values that it takes', () => {
    const { environment, ports, volumes } = compose.services.hub;
    for (const name of Object.keys(environment)) expect(Object.keys(variables)).toContain(name);
    // Paths of the container stand for those of the repository here.
    const local = { ...environment, JUNBAN_DATA: 'data', JUNBAN_SETTINGS: 'examples/demo.yaml' };
    expect(readEnvironment(local, root)).toMatchObject({ ok: true });
    expect(inImage(environment.JUNBAN_SETTINGS?.replace('/app/', '') ?? '')).toBe(true);
    expect(ports.map((port) => port.split(':').at(-1))).toEqual([environment.JUNBAN_PORT]);
    expect(volumes.map((volume) => volume.split(':')[1])).toEqual([environment.JUNBAN_DATA]);
  });

  it('joins two hubs of different names to one Redis that they trust, behind a proxy that knows both', () => {
    const hubs = ['hub-1', 'hub-2'] as const;
    for (const name of hubs) {
      const { environment, profiles, depends_on } = compose.services[name];
      for (const variable of Object.keys(environment)) expect(Object.keys(variables)).toContain(variable);
      const local = { ...environment, JUNBAN_DATA: 'data', JUNBAN_SETTINGS: 'examples/demo.yaml' };
      expect(readEnvironment(local, root)).toMatchObject({
        ok: true,
        value: {
          hubName: name,
          log: { kind: 'single', hosts: [{ host: 'redis', port: 6379 }] },
          logReplicas: 1,
        },
      });
      expect(profiles).toEqual(['several-hubs']);
      expect(Object.keys(depends_on)).toEqual(['redis', 'redis-replica']);
    }
    const { ports, volumes } = compose.services.proxy;
    const [file = '', place] = volumes[0]?.split(':') ?? [];
    const nginx = read(file);
    expect(place).toBe('/etc/nginx/nginx.conf');
    for (const name of hubs) {
      expect(nginx).toContain(`server ${name}:${compose.services[name].environment.JUNBAN_PORT} `);
    }
    expect(nginx).toContain(`listen ${ports[0]?.split(':').at(-1)};`);
    expect(nginx.match(/{/g)).toHaveLength(nginx.match(/}/g)?.length ?? 0);
  });

  it('gives the agent a configuration that it takes, for a printer of the demo, at the hub’s address', async () => {
    const { command, ports, environment } = compose.services.agent;
    const config = readConfig(
      command.slice(2).map((word) => (word.endsWith('.yaml') ? join(root, word) : word)),
    );
    if (config === 'help') throw new Error('the agent only shows its help');
    expect(inImage(command.at(-1) ?? '')).toBe(true);
    expect(config.hub).toEqual([`http://hub:${compose.services.hub.environment.JUNBAN_PORT}`]);
    const settings = await loadSettings(join(root, 'examples/demo.yaml'));
    const site = settings.sites.find((one) => one.id === SiteId.parse(config.site));
    expect(site?.printers.map((printer) => printer.id)).toContain(config.device);
    expect(ports.map((port) => Number(port.split(':').at(-1)))).toEqual([config.virtual?.pagePort]);
    for (const name of Object.keys(environment))
      expect(read('ticket-printer/main.ts')).toContain(`env.${name}`);
  });

  it('mounts volumes that it declares and waits for services that exist', () => {
    const declared = Object.keys(compose.volumes);
    for (const [, service] of services) {
      for (const volume of service.volumes) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('./')) expect(existsSync(join(root, source)), source).toBe(true);
        else expect(declared).toContain(source);
      }
      for (const other of Object.keys(service.depends_on))
        expect(Object.keys(compose.services)).toContain(other);
    }
  });
});
