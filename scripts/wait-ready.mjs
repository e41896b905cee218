// Waits until an address answers 200; fails when the process has gone or the time is over.
// usage: node scripts/wait-ready.mjs URL PID SECONDS
const [url, pid, seconds] = process.argv.slice(2);
const end = Date.now() + Number(seconds) * 1000;

const alive = () => { try { process.kill(Number(pid), 0); return true; } catch { return false; } };

while (Date.now() < end && alive()) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  await answer?.body?.cancel();
  if (answer?.status === 200 && alive()) process.exit(0);
  await new Promise((resolve) => setTimeout(resolve, 100));
}
console.error(alive() ? `${url} did not answer 200 within ${seconds} s` : 'the process ended before it was ready');
process.exit(1);
