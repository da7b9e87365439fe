# The hub and the device agent in one image; compose says which of them a container runs.
FROM node:26-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node tools/build.ts && npm prune --omit=dev

FROM node:26-bookworm-slim
# The engines of the hub's voice (docs/voice.md), and the library without which node-hid's binary does not load.
RUN apt-get update && \
    apt-get install -y --no-install-recommends open-jtalk open-jtalk-mecab-naist-jdic espeak-ng libusb-1.0-0 && \
    rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production \
    JUNBAN_PORT=8620 \
    JUNBAN_HOST=0.0.0.0 \
    JUNBAN_DATA=/data \
    JUNBAN_SETTINGS=/app/examples/demo.yaml
WORKDIR /app
COPY --from=build /app/package.json /app/
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/dist /app/dist
COPY --from=build /app/protocol /app/protocol
COPY --from=build /app/server /app/server
COPY --from=build /app/ticket-printer /app/ticket-printer
COPY --from=build /app/tools /app/tools
COPY --from=build /app/examples /app/examples
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8620
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "tools/healthz.ts"]
# Without a shell between them, so that SIGTERM reaches the hub.
CMD ["node", "server/main.ts"]
