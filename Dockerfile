# The bot as an image: no development packages, no playground, not root.
#
#   docker build -t gongbu .
#   docker run -d --env-file .env -v gongbu:/data -p 8080:8080 gongbu
#
# Give it 1 GB of memory. With DATABASE_URL set, /data stays empty and replicas may run side by side.

FROM node:26-slim AS packages
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/ensure.mjs scripts/
RUN npm ci --omit=dev --no-audit --no-fund && node scripts/ensure.mjs --installed

FROM node:26-slim
ENV NODE_ENV=production DATA_DIR=/data HTTP_PORT=8080
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json package-lock.json ./
COPY scripts/ensure.mjs scripts/
COPY migrations migrations
COPY knowledge knowledge
COPY src src
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/healthz`).then((said) => process.exit(said.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./src/lib/quick.ts", "src/main.ts"]
