// The signed assertion of the demo partner (private_key_jwt, Ed25519, RFC 8032), made by the collection itself: Postman's sandbox has
// neither WebCrypto nor a library of signatures. The key is published in src/sandbox for development; what it signs proves nothing.
import { createHash, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

const key = () => {
  const { d, x } = createPrivateKey(readFileSync(new URL('../../src/sandbox/partner_demo_key.pem', import.meta.url))).export({ format: 'jwk' });
  const digest = createHash('sha512').update(Buffer.from(d, 'base64url')).digest();
  digest[0] &= 248;
  digest[31] = (digest[31] & 63) | 64;
  return { scalar: digest.subarray(0, 32).toString('hex'), prefix: digest.subarray(32).toString('hex'), open: Buffer.from(x, 'base64url').toString('hex') };
};

/** The lines that set the variable `assertion` before a call, for `aud`, an address that may hold variables. */
export function assertion(aud) {
  const { scalar, prefix, open } = key();
  return [
    'const P = 2n ** 255n - 19n, L = 2n ** 252n + 27742317777372353535851937790883648493n;',
    'const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;',
    'const mod = (a, m = P) => ((a % m) + m) % m;',
    'const power = (base, n) => { let found = 1n; for (; n > 0n; n >>= 1n, base = mod(base * base)) if (n & 1n) found = mod(found * base); return found; };',
    '// Points of the curve as X, Y, Z, T.',
    'const add = ([x1, y1, z1, t1], [x2, y2, z2, t2]) => {',
    '  const a = mod((y1 - x1) * (y2 - x2)), b = mod((y1 + x1) * (y2 + x2)), c = mod(2n * D * t1 * t2), d = mod(2n * z1 * z2);',
    '  return [mod((b - a) * (d - c)), mod((d + c) * (b + a)), mod((d - c) * (d + c)), mod((b - a) * (b + a))];',
    '};',
    'const times = (n, point) => { let found = [0n, 1n, 1n, 0n]; for (; n > 0n; n >>= 1n, point = add(point, point)) if (n & 1n) found = add(found, point); return found; };',
    'const BX = 15112221349535400772501151409588531511454012693041857206046113283949847762202n;',
    'const BY = 46316835694926478169428394003475163141307993866256225615783033603165251855960n;',
    '// Numbers are written in little-endian bytes.',
    "const turned = (hex) => hex.match(/../g).reverse().join('');",
    "const read = (hex) => BigInt('0x' + turned(hex)), written = (n) => turned(n.toString(16).padStart(64, '0'));",
    'const packed = ([x, y, z]) => { const one = power(z, P - 2n); return written(mod(y * one) | ((mod(x * one) & 1n) << 255n)); };',
    'const hash = (hex) => mod(read(CryptoJS.SHA512(CryptoJS.enc.Hex.parse(hex)).toString()), L);',
    "const url = (words) => CryptoJS.enc.Base64.stringify(words).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');",
    'const part = (value) => url(CryptoJS.enc.Utf8.parse(JSON.stringify(value)));',
    'const now = Math.floor(Date.now() / 1000);',
    `const claims = { iss: 'partner-demo', sub: 'partner-demo', aud: pm.variables.replaceIn(${JSON.stringify(aud)}), iat: now, exp: now + 60, jti: pm.variables.replaceIn('{{$guid}}') };`,
    "const message = part({ alg: 'EdDSA', kid: 'partner-demo-1' }) + '.' + part(claims);",
    'const bytes = CryptoJS.enc.Utf8.parse(message).toString(CryptoJS.enc.Hex);',
    `const r = hash(${JSON.stringify(prefix)} + bytes), R = packed(times(r, [BX, BY, 1n, mod(BX * BY)]));`,
    `const S = mod(r + hash(R + ${JSON.stringify(open)} + bytes) * read(${JSON.stringify(scalar)}), L);`,
    "pm.collectionVariables.set('assertion', message + '.' + url(CryptoJS.enc.Hex.parse(R + written(S))));",
  ];
}
