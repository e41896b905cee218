// Prints free ports of this machine on one line. usage: node scripts/free-ports.mjs COUNT
import { createServer } from 'node:net';

const held = await Promise.all(
  Array.from({ length: Number(process.argv[2] ?? 1) }, () => new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server));
  })),
);
console.log(held.map((server) => server.address().port).join(' '));
held.forEach((server) => server.close());
