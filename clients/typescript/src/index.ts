/** The client of Migrație: typed calls, safe retries, problems as exceptions, lists as iterations. */
export { migratie, type Migratie, type Options } from './client.js';
export { answer, ifMatch, ifNoneMatch, type Answer } from './answer.js';
export { each, type Page } from './pages.js';
export { raw } from './raw.js';
export { isProblem, Problem, type Violation } from './problem.js';
export type { Tokens } from './tokens.js';
export type { components, operations, paths } from './generated/schema.js';
