/** From an application to a signed decision that anybody can verify, and the other ways it can end; through the generated client alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, isProblem, type Migratie } from '../src/index.js';
import { asPersona, asVisitor, day, until } from './harness.js';
import { completed, DOCUMENTS, filed, personRead, proposed, read, seen, SERVICE, signed, taken } from './stay.js';

/** The power of the applicant of the demo world for the representative, as MPower's stand-in knows it. */
const POWER = '0200935852951600';

/** The person whom the representative may act for, once MPower has confirmed it; an earlier run may have asked already. */
async function represented(representative: Migratie): Promise<string> {
  const body = { source: 'MPower', powerCode: POWER } as const;
  await answer(representative.POST('/api/v1/representations', { body })).catch((error: unknown) => {
    assert.ok(isProblem(error, 'already-exists'), String(error));
  });
  const accepted = async () => {
    const { data } = await answer(representative.GET('/api/v1/representations', { params: { query: { state: 'Accepted', limit: 200 } } }));
    return data.representations.find(({ source, personId }) => source === 'MPower' && personId);
  };
  const power = await until(accepted, (found) => found !== undefined);
  assert.ok(power?.personId);
  return power.personId;
}

/** Decided so, once the signature came back. */
const decided = (api: Migratie, requestId: string) => until(async () => (await read(api, requestId)).data, ({ state }) => state === 'Decided');

test('from an application by a representative to a signed decision that anybody can verify, and who read the data', async () => {
  const [visitor, representative, examiner, head] = [asVisitor(), asPersona('representative'), asPersona('examiner-chisinau'), asPersona('head')];
  const { data: service } = await answer(visitor.GET('/api/v1/services/{serviceCode}', { params: { path: { serviceCode: SERVICE } } }));
  assert.equal(service.title.en, 'Grant of the right of provisional stay for work');
  assert.ok(DOCUMENTS.every((code) => service.documents.some((document) => document.code === code)));
  const { data: form } = await answer(visitor.GET('/api/v1/services/{serviceCode}/form', { params: { path: { serviceCode: SERVICE } } }));
  assert.ok(JSON.stringify(form).includes('Фамилия, в оригинальном написании'), 'labels in three languages');

  // Without a checked power nothing is filed in another's name.
  const beneficiaryId = await represented(representative);
  await assert.rejects(
    answer(asPersona('employer').POST('/api/v1/requests', { body: { serviceCode: SERVICE, filedBy: 'Representative', beneficiaryId, answers: {} } })),
    (error) => isProblem(error, 'bad-input') && error.violations.some(({ code }) => code === 'not-represented'),
  );
  const request = await filed(representative, {
    filedBy: 'Representative', beneficiaryId, answers: { representativeIdnp: '2015000000022', powerCode: POWER },
  });
  const { requestId } = request;
  assert.deepEqual([request.filedBy, request.beneficiaryId], ['Representative', beneficiaryId]);
  await assert.rejects(read(asPersona('examiner-balti'), requestId), (error) => isProblem(error, 'not-found') && error.status === 404);

  await taken(examiner, request);
  assert.equal(await personRead(examiner, beneficiaryId), 'Yılmaz');
  await completed(examiner, representative, requestId);
  await proposed(examiner, requestId, 'Favourable');
  await assert.rejects(
    answer(examiner.POST('/api/v1/requests/{requestId}/decisions', { ...(await seen(examiner, requestId)), body: { outcome: 'Favourable', position: 'Examinator' } })),
    (error) => isProblem(error, 'forbidden') && error.status === 403,
  );
  const documentId = await signed(head, requestId, 'Favourable');

  const ended = await decided(representative, requestId);
  assert.deepEqual([ended.outcome, ended.decisionDocumentId], ['Favourable', documentId]);
  const { data: messages } = await answer(representative.GET('/api/v1/messages', { params: { query: { limit: 200 } } }));
  assert.ok(messages.messages.some((message) => message.requestId === requestId && message.kind === 'RequestDecided'));
  const { data: pdf } = await answer(representative.GET('/api/v1/documents/{documentId}/content', { params: { path: { documentId } }, parseAs: 'arrayBuffer' }));
  assert.equal(new TextDecoder().decode(pdf.slice(0, 5)), '%PDF-');

  const { data: document } = await answer(representative.GET('/api/v1/documents/{documentId}', { params: { path: { documentId } } }));
  assert.ok(document.verificationCode);
  const { data: verified } = await answer(visitor.GET('/api/v1/verifications/{code}', { params: { path: { code: document.verificationCode } } }));
  assert.deepEqual([verified.genuine, verified.status], [true, 'Valid']);
  assert.ok(!JSON.stringify(verified).includes('Yılmaz'), 'nothing personal beyond initials');

  // Whoever was represented sees it too, and who read their data: the officer, when, on which ground, why.
  const person = asPersona('applicant');
  assert.equal((await read(person, requestId)).data.state, 'Decided');
  const { data: accesses } = await answer(person.GET('/api/v1/persons/current/accesses', { params: { query: { limit: 200 } } }));
  const reading = accesses.accesses.find(({ operation }) => operation === 'readPerson');
  assert.ok(reading);
  assert.deepEqual(
    [reading.actorName, reading.role, reading.legalBasis, reading.reason],
    ['LUNGU Andrei', 'Examiner', 'LAW-200-2010-EXAMINATION', 'verificarea dosarului'],
  );
  assert.ok(Date.now() - Date.parse(reading.at) < 3_600_000);
});

test('a refusal is served and appealed', async () => {
  const [applicant, examiner, head] = [asPersona('applicant'), asPersona('examiner-chisinau'), asPersona('head')];
  const request = await filed(applicant);
  const { requestId } = request;
  await taken(examiner, request);
  await proposed(examiner, requestId, 'Unfavourable');
  await signed(head, requestId, 'Unfavourable');
  assert.equal((await decided(applicant, requestId)).outcome, 'Unfavourable');
  const { data: served } = await answer(applicant.POST('/api/v1/requests/{requestId}/servings', { ...(await seen(applicant, requestId)), body: { manner: 'Cabinet' } }));
  assert.equal(served.state, 'Served');
  const appeal = { body: 'Judecătoria Chișinău', filedOn: day(0) };
  const { data: appealed } = await answer(applicant.POST('/api/v1/requests/{requestId}/appeals', { ...(await seen(applicant, requestId)), body: appeal }));
  assert.deepEqual([appealed.state, appealed.outcome], ['Appealed', 'Unfavourable']);
  const { data: appeals } = await answer(applicant.GET('/api/v1/requests/{requestId}/appeals', { params: { path: { requestId } } }));
  assert.equal(appeals.appeals[0]?.body, appeal.body);
});

test('a request is withdrawn, and nothing more can be done with it', async () => {
  const applicant = asPersona('applicant');
  const { requestId } = await filed(applicant);
  const { data: withdrawn } = await answer(applicant.POST('/api/v1/requests/{requestId}/withdrawals', { ...(await seen(applicant, requestId)), body: { reason: 'Am renunțat.' } }));
  assert.deepEqual([withdrawn.state, withdrawn.availableActions], ['Withdrawn', []]);
  await assert.rejects(
    answer(applicant.POST('/api/v1/requests/{requestId}/withdrawals', { ...(await seen(applicant, requestId)), body: {} })),
    (error) => isProblem(error, 'not-in-this-state') && error.status === 409,
  );
});

test('at the counter, for a foreigner with neither number nor credential', async () => {
  const operator = asPersona('counter-operator');
  const documentNumber = `N${Date.now()}`;
  const request = await filed(operator, {
    answers: {
      idnp: undefined, surname: 'Haddad', givenName: `Omar ${documentNumber}`.replace(/[0-9]/g, (digit) => 'abcdefghij'[Number(digit)] ?? ''),
      surnameLatin: 'HADDAD', givenNameLatin: 'OMAR', birthDate: '1991-04-05', birthCountry: 'SYR', birthPlace: 'Alep', citizenships: ['SYR'],
      civilStatus: 'Single', documentNumber, documentCountry: 'SYR',
    },
  });
  assert.deepEqual([request.channel, request.filedBy], ['Counter', 'Beneficiary']);
  assert.ok(request.number);
  assert.ok(request.beneficiaryId, 'submitting puts the person on record');
  assert.equal(await personRead(operator, request.beneficiaryId), 'Haddad');
});
