// The scripts inside a compiled collection: dates before each request, assertions after it.

/** Sets the variables that the journey uses: `date:N` and `quarter:N`, N of them from today in the time of Chișinău, and `idnp`, a number that nobody has. */
export function preparation(text) {
  return [...dates(text), ...(text.includes('{{idnp}}') ? IDNP : [])];
}

// Twelve digits, then what 7-3-1 weights make of them; another one before each request.
const IDNP = [
  "const digits = '200400' + pm.variables.replaceIn('{{$randomInt}}{{$randomInt}}{{$randomInt}}').padStart(6, '0').slice(-6);",
  "pm.collectionVariables.set('idnp', digits + [...digits].reduce((sum, digit, i) => sum + digit * [7, 3, 1][i % 3], 0) % 10);",
];

function dates(text) {
  const used = (word) => [...new Set([...text.matchAll(new RegExp(`\\{\\{${word}:([+-]?\\d+)\\}\\}`, 'g'))].map(([, n]) => Number(n)))];
  const [days, quarters] = [used('date'), used('quarter')];
  if (!days.length && !quarters.length) return [];
  return [
    // No Intl in the sandbox: two hours before Greenwich, three between the last Sundays of March and October, one o'clock there.
    "const turn = (year, month) => { const last = new Date(Date.UTC(year, month, 31, 1)); return last - last.getUTCDay() * 86400000; };",
    "const hours = (at) => at >= turn(at.getUTCFullYear(), 2) && at < turn(at.getUTCFullYear(), 9) ? 3 : 2;",
    "const day = (n) => { const at = new Date(Date.now() + n * 86400000); return new Date(+at + hours(at) * 3600000).toISOString().slice(0, 10); };",
    ...(days.length ? [`for (const n of ${JSON.stringify(days)}) pm.collectionVariables.set('date:' + n, day(n));`] : []),
    ...(quarters.length ? [
      "const quarter = (n) => { const [year, month] = day(0).split('-').map(Number); const at = year * 4 + Math.floor((month - 1) / 3) + n; return Math.floor(at / 4) + '-Q' + (at % 4 + 1); };",
      `for (const n of ${JSON.stringify(quarters)}) pm.collectionVariables.set('quarter:' + n, quarter(n));`,
    ] : []),
  ];
}

// `at(value, steps)` is a list of what a path finds; a step is a name, an index, '*', or { name: value } that filters.
const HELPERS = [
  'const at = (value, steps) => steps.reduce((found, step) => found.flatMap((one) => {',
  "  if (one === null || typeof one !== 'object') return [];",
  "  if (step === '*') return Object.values(one);",
  "  if (typeof step === 'object') return Object.values(one).filter((each) => Object.entries(step).every(([k, v]) => each && each[k] === fill(v)));",
  '  return step in one ? [one[step]] : [];',
  '}), [value]);',
  "const fill = (value) => typeof value === 'string' ? pm.variables.replaceIn(value) : Array.isArray(value) ? value.map(fill)",
  "  : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, fill(v)])) : value;",
];

const js = (value) => JSON.stringify(value);

/** The lines of a step's test script. */
export function tests(step) {
  const { expect, save = {}, tries = 1 } = step;
  const statuses = [expect.status].flat();
  const wantsJson = expect.json || expect.problem || expect.violations || Object.values(save).some((from) => from.startsWith('$'));
  const checks = [
    `pm.test(${js(`answers ${statuses.join(' or ')}`)}, () => pm.expect(pm.response.code).to.be.oneOf(${js(statuses)}));`,
    ...always(step, statuses),
    ...problem(expect),
    ...Object.entries(expect.headers ?? {}).map(([name, want]) => header(name, want)),
    ...Object.entries(expect.json ?? {}).flatMap(([path, want]) => json(path, want)),
    ...(expect.text ? [`pm.test(${js(`says "${expect.text}"`)}, () => pm.expect(pm.response.text()).to.include(fill(${js(expect.text)})));`] : []),
    ...Object.entries(save).flatMap(([name, from]) => keep(name, from)),
  ];
  return [
    ...HELPERS,
    ...(wantsJson ? ['let body; try { body = pm.response.json(); } catch { body = undefined; }'] : []),
    ...(tries > 1 ? again(step, statuses, tries) : checks),
    ...(tries > 1 ? ['else {', ...checks.map((line) => `  ${line}`), '}'] : []),
  ];
}

/** What holds for every answer of the API. */
function always({ path }, statuses) {
  if (!path.startsWith('/api/')) return [];
  return [
    "pm.test('names the version of the contract', () => pm.expect(pm.response.headers.get('API-Version')).to.match(/^\\d+\\.\\d+\\.\\d+$/));",
    ...(statuses.some((status) => status >= 400)
      ? ["pm.test('an error is a problem', () => pm.response.code < 400 || pm.expect(pm.response.headers.get('Content-Type')).to.include('application/problem+json'));"]
      : []),
  ];
}

function problem({ problem: type, violations }) {
  const lines = [];
  if (type) lines.push(`pm.test(${js(`problem ${type}`)}, () => pm.expect(String(body.type).split('/').pop()).to.equal(${js(type.split('/').pop())}));`);
  for (const where of violations ?? []) {
    lines.push(`pm.test(${js(`a violation at ${where}`)}, () => pm.expect((body.violations || []).map((one) => one.pointer || one.parameter)).to.include(${js(where)}));`);
  }
  return lines;
}

function header(name, want) {
  const got = `pm.response.headers.get(${js(name)})`;
  if (want === 'present') return `pm.test(${js(`header ${name}`)}, () => pm.expect(${got}).to.be.a('string'));`;
  if (want === 'absent') return `pm.test(${js(`no header ${name}`)}, () => pm.expect(${got}).to.be.oneOf([null, undefined]));`;
  if (want?.matches) return `pm.test(${js(`header ${name} matches`)}, () => pm.expect(${got}).to.match(new RegExp(${js(want.matches)})));`;
  return `pm.test(${js(`header ${name}`)}, () => pm.expect(${got}).to.equal(fill(${js(String(want))})));`;
}

/** The operators of `json`; a plain value, or `equals`, asks for equality. Each is a chai phrase over `value` and `want`. */
const OPERATORS = {
  equals: (found, want) => `pm.expect(${found}[0]).to.eql(fill(${js(want)}))`,
  not: (found, want) => `{ pm.expect(${found}).to.not.be.empty; pm.expect(${found}[0]).to.not.eql(fill(${js(want)})); }`,
  length: (found, want) => `pm.expect(${found}[0]).to.have.lengthOf(${want})`,
  minLength: (found, want) => `pm.expect(${found}[0].length).to.be.at.least(${want})`,
  matches: (found, want) => `pm.expect(${found}[0]).to.match(new RegExp(${js(want)}))`,
  type: (found, want) => `pm.expect(${found}[0]).to.be.a(${js(want)})`,
  exists: (found, want) => `pm.expect(${found}.length > 0).to.equal(${want})`,
  contains: (found, want) => `pm.expect(${found}).to.deep.include(fill(${js(want)}))`,
  above: (found, want) => `pm.expect(${found}[0]).to.be.above(${want})`,
  count: (found, want) => `pm.expect(${found}.length).to.equal(${want})`,
};

function json(path, want) {
  const found = `at(body, ${js(steps(path))})`;
  const isOperator = want !== null && typeof want === 'object' && !Array.isArray(want) && Object.keys(want).length > 0 && Object.keys(want).every((key) => key in OPERATORS);
  return Object.entries(isOperator ? want : { equals: want }).map(([operator, value]) =>
    `pm.test(${js(`${path} ${operator} ${JSON.stringify(value)}`)}, () => ${OPERATORS[operator](found, value)});`);
}

/**
 * Saves a value into a collection variable; a value that is not there fails the step. Of an address, `$.url ? name` saves one
 * parameter and `$.url /` the last part of its path.
 */
function keep(name, from) {
  const [, source, part] = /^(.*?)(?: (\/|\? \w+))?$/.exec(from);
  const whole = source.startsWith('header ') ? `pm.response.headers.get(${js(source.slice(7))})` : `at(body, ${js(steps(source))})[0]`;
  const got = part === undefined ? whole
    : part === '/' ? `String(${whole}).split('?')[0].split('/').pop()`
    : `((new RegExp(${js(`[?&]${part.slice(2)}=([^&#]*)`)}).exec(${whole}) || []).slice(1).map(decodeURIComponent)[0])`;
  return [`pm.test(${js(`saves ${name}`)}, () => { const kept = ${got}; pm.expect(kept).to.not.be.oneOf([null, undefined]); pm.collectionVariables.set(${js(name)}, typeof kept === 'object' ? JSON.stringify(kept) : String(kept)); });`];
}

/** Asks again, a quarter of a second later, until the answer fits or the tries are used up. */
function again({ name, expect }, statuses, tries) {
  const fits = Object.entries(expect.json ?? {}).map(([path, want]) => {
    const found = `at(body, ${js(steps(path))})`;
    if (want !== null && typeof want === 'object') {
      if (want.minLength !== undefined) return `(${found}[0] || []).length >= ${want.minLength}`;
      if (want.exists !== undefined) return `(${found}.length > 0) === ${want.exists}`;
      if (want.contains !== undefined) return `${found}.some((one) => JSON.stringify(one) === JSON.stringify(fill(${js(want.contains)})))`;
      if (want.matches !== undefined) return `new RegExp(${js(want.matches)}).test(${found}[0])`;
      if (want.above !== undefined) return `${found}[0] > ${want.above}`;
      throw new Error(`${name}: with tries, ${path} may use a value, minLength, exists, contains, matches or above`);
    }
    return `${found}[0] === fill(${js(want)})`;
  });
  return [
    `const tried = Number(pm.collectionVariables.get('tried') || 0) + 1;`,
    `const fits = ${[`${js(statuses)}.includes(pm.response.code)`, ...fits].join(' && ')};`,
    `pm.collectionVariables.set('tried', fits || tried >= ${tries} ? 0 : tried);`,
    `if (!fits && tried < ${tries}) { pm.execution.setNextRequest(${js(name)}); setTimeout(() => {}, 250); }`,
  ];
}

/** `$.a.b[0]`, `$.list[*].id`, `$.list[?code=X].id`, `$.a["b-c"]` as steps. */
export function steps(path) {
  if (!path.startsWith('$')) throw new Error(`"${path}" is not a path: it begins with $`);
  const found = [];
  let rest = path.slice(1);
  const forms = [
    [/^\.([A-Za-z_][\w-]*)/, ([, name]) => name],
    [/^\[(\d+)\]/, ([, index]) => Number(index)],
    [/^\[\*\]/, () => '*'],
    [/^\["([^"]+)"\]/, ([, name]) => name],
    [/^\[\?([A-Za-z_]\w*)=([^\]]*)\]/, ([, name, value]) => ({ [name]: value })],
  ];
  while (rest) {
    const form = forms.map(([pattern, read]) => [pattern.exec(rest), read]).find(([match]) => match);
    if (!form) throw new Error(`"${path}" is not a path at "${rest}"`);
    found.push(form[1](form[0]));
    rest = rest.slice(form[0][0].length);
  }
  return found;
}
