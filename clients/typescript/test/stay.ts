/** The parts of a request for provisional stay for work: who files, examines, decides; through the generated client alone. */
import assert from 'node:assert/strict';
import { answer, ifMatch, raw, type components, type Migratie } from '../src/index.js';
import { atStandIn, comesBack, day, fileOf, until } from './harness.js';

export type Request = components['schemas']['Request'];
export type Answers = Record<string, unknown>;

export const SERVICE = 'provisional-stay-work-grant';
export const DOCUMENTS = ['employer-demers', 'travel-document', 'labour-contract', 'criminal-record', 'dwelling', 'photo'];
const HOME = { country: 'MDA', district: 'mun. Chișinău', locality: 'Chișinău', street: 'bd. Dacia', house: '16', flat: '45' };

/** What the applicant of the demo world answers first: who they are. */
export const WHO: Answers = {
  filedBy: 'Beneficiary', idnp: '2015000000011', surname: 'Yılmaz', givenName: 'Emre', surnameLatin: 'YILMAZ', givenNameLatin: 'EMRE',
  hasPreviousNames: false, sex: 'M', birthDate: '1988-03-14', birthCountry: 'TUR', birthPlace: 'İzmir', citizenships: ['TUR'],
  civilStatus: 'Married', education: 'Master', profession: 'inginer',
};

/** And then everything else. */
export const REST: Answers = {
  documentKind: 'Passport', documentNumber: 'U 21456703', documentCountry: 'TUR', documentIssuedOn: '2021-05-10', documentExpiresOn: '2031-05-09',
  hasVisa: true, visaNumber: 'D0000001', visaValidFrom: day(-50), visaValidTo: day(40),
  entryDate: day(-40), entryPoint: 'Aeroportul Chișinău', lawfulStayUntil: day(40),
  addressAbroad: { country: 'TUR', locality: 'İzmir' }, addressInMoldova: HOME, dwellingRight: 'Ownership',
  employer: { idno: '1018600000127', name: 'Exemplu SRL' }, employerAddress: HOME, employerPhone: '+373 22 000000',
  workerCategory: 'ImmigrantWorker', occupation: '214401', jobTitle: 'inginer mecanic', workplace: HOME, weeklyHours: 40,
  monthlySalary: { amount: '19700.00', currency: 'MDL' },
  contractNumber: '12/2026', contractDate: day(-10), contractFrom: day(40), contractTo: day(400), hasFamily: false,
  stayFrom: day(40), stayTo: day(400), stayedBefore: false, refusedOrRemoved: false, convicted: false,
  phone: '+37360000101', email: 'emre.yilmaz@example.org', contactLanguage: 'en', office: 'CHI', delivery: 'Personal',
  declaresTrue: true, knowsDataProcessing: true, knowsDutyToNotify: true,
};

export const GROUND = { 'Legal-Basis': 'LAW-200-2010-EXAMINATION', 'Legal-Reason': encodeURIComponent('verificarea dosarului') };

/** A file sent in two parts, the second first. */
async function sent(api: Migratie, code: string): Promise<string> {
  const isPhoto = code === 'photo';
  const bytes = await fileOf(isPhoto ? 'postman/files/photo.png' : 'postman/files/document.pdf');
  const { data: upload } = await answer(api.POST('/api/v1/uploads', {
    body: { purpose: isPhoto ? 'Photo' : 'Attachment', name: isPhoto ? 'foto.png' : `${code}.pdf`, size: bytes.length, contentType: isPhoto ? 'image/png' : 'application/pdf' },
  }));
  const { uploadId } = upload;
  const middle = Math.floor(bytes.length / 2);
  const part = (number: number, content: Uint8Array<ArrayBuffer>) =>
    answer(api.PUT('/api/v1/uploads/{uploadId}/parts/{part}', { params: { path: { uploadId, part: number } }, ...raw(content) }));
  await part(2, bytes.slice(middle));
  const { data: halfway } = await answer(api.GET('/api/v1/uploads/{uploadId}', { params: { path: { uploadId } } }));
  assert.equal(halfway.missingBytes, middle);
  await part(1, bytes.slice(0, middle));
  const { data: file } = await answer(api.POST('/api/v1/uploads/{uploadId}/completions', { params: { path: { uploadId } } }));
  assert.equal(file.size, bytes.length);
  return file.fileId;
}

/** The request as somebody sees it, with its ETag. */
export const read = (api: Migratie, requestId: string) => answer(api.GET('/api/v1/requests/{requestId}', { params: { path: { requestId } } }));

/** What an act needs: which request, and the state that was seen. */
export const seen = async (api: Migratie, requestId: string) => ({ params: { path: { requestId }, header: ifMatch(await read(api, requestId)) } });

async function attach(api: Migratie, requestId: string, documentCode: string): Promise<void> {
  const fileId = await sent(api, documentCode);
  await answer(api.POST('/api/v1/requests/{requestId}/attachments', { ...(await seen(api, requestId)), body: { documentCode, fileId, name: documentCode } }));
}

/** How somebody files: in which capacity, for whom, and what they answer otherwise than the applicant of the demo world. */
export interface Filing {
  filedBy?: 'Beneficiary' | 'Representative';
  beneficiaryId?: string;
  answers?: Answers;
}

/** Whoever files: draft, documents, problems at once, mended, submitted, paid, registered. */
export async function filed(applicant: Migratie, { filedBy = 'Beneficiary', beneficiaryId, answers = {} }: Filing = {}): Promise<Request> {
  const who = Object.fromEntries(Object.entries({ ...WHO, filedBy, ...answers }).filter(([, value]) => value !== undefined));
  const body = { serviceCode: SERVICE, filedBy, answers: who, ...(beneficiaryId ? { beneficiaryId } : {}) };
  const { data: draft } = await answer(applicant.POST('/api/v1/requests', { body }));
  const { requestId } = draft;
  assert.equal(draft.state, 'Draft');
  for (const code of DOCUMENTS.slice(0, 4)) await attach(applicant, requestId, code);

  const validate = () => answer(applicant.POST('/api/v1/requests/{requestId}/validations', { params: { path: { requestId } } }));
  const { data: found } = await validate();
  const pointers = found.findings.map(({ pointer }) => pointer);
  assert.equal(found.complete, false);
  for (const expected of ['/answers/employer', '/answers/declaresTrue', '/documents/dwelling', '/documents/photo']) assert.ok(pointers.includes(expected), expected);
  assert.equal(found.amountDue.amount, '3690.00');

  for (const code of DOCUMENTS.slice(4)) await attach(applicant, requestId, code);
  await answer(applicant.PATCH('/api/v1/requests/{requestId}', {
    ...(await seen(applicant, requestId)), body: { answers: { ...REST, ...answers } }, headers: { 'Content-Type': 'application/merge-patch+json' },
  }));
  assert.deepEqual((await validate()).data.findings, []);
  const { data: submitted } = await answer(applicant.POST('/api/v1/requests/{requestId}/submissions', await seen(applicant, requestId)));
  assert.equal(submitted.state, 'AwaitingPayment');

  const { data: list } = await answer(applicant.GET('/api/v1/orders', { params: { query: { requestId } } }));
  const [order] = list.orders;
  assert.ok(order);
  assert.equal(order.total.amount, '3690.00');
  await atStandIn('/sandbox/mpay/payments', { serviceId: 'IGM-TEST', orderKey: order.orderKey });
  const { data: payments } = await answer(applicant.GET('/api/v1/orders/{orderId}/payments', { params: { path: { orderId: order.orderId } } }));
  assert.equal(payments.payments.length, 1, 'MPay confirms twice; the second changes nothing');
  return until(async () => (await read(applicant, requestId)).data, ({ state }) => state === 'InExamination');
}

/** The examiner's part: claimed, registers asked. */
export async function taken(examiner: Migratie, { requestId, number }: Request): Promise<void> {
  const { data: worklist } = await answer(examiner.GET('/api/v1/worklists/{worklist}/requests', {
    params: { path: { worklist: 'Unassigned' }, query: { serviceCode: SERVICE, limit: 200 } },
  }));
  assert.equal(worklist.requests.find((one) => one.requestId === requestId)?.number, number);
  await answer(examiner.POST('/api/v1/requests/{requestId}/claims', await seen(examiner, requestId)));

  await answer(examiner.POST('/api/v1/requests/{requestId}/register-checks', { ...(await seen(examiner, requestId)), body: {} }));
  const checks = () => answer(examiner.GET('/api/v1/requests/{requestId}/register-checks', { params: { path: { requestId } } }));
  await until(async () => (await checks()).data.registerChecks, (all) => all.length > 0 && all.every(({ status }) => status === 'Answered'));
}

/** The personal file with its possible duplicates, read on a ground; answers the surname on record. */
export async function personRead(examiner: Migratie, personId: string): Promise<string | undefined> {
  const person = { params: { path: { personId }, header: GROUND } };
  const { data: file } = await answer(examiner.GET('/api/v1/persons/{personId}', person));
  const { data: possible } = await answer(examiner.GET('/api/v1/persons/{personId}/duplicates', person));
  assert.ok(Array.isArray(possible.duplicates));
  return file.attributes.names.surname;
}

/** A missing translation is asked for, which pauses the term, and brought, which resumes it. */
export async function completed(examiner: Migratie, applicant: Migratie, requestId: string): Promise<void> {
  const { data: paused } = await answer(examiner.POST('/api/v1/requests/{requestId}/completion-requests', {
    ...(await seen(examiner, requestId)), body: { text: 'Lipsește traducerea cazierului.', documentCodes: ['criminal-record'], dueOn: day(14) },
  }));
  assert.deepEqual([paused.state, paused.term?.state], ['AwaitingCompletion', 'Paused']);
  await attach(applicant, requestId, 'criminal-record');
  const { data: resumed } = await answer(applicant.POST('/api/v1/requests/{requestId}/completions', { ...(await seen(applicant, requestId)), body: {} }));
  assert.deepEqual([resumed.state, resumed.term?.state], ['InExamination', 'Running']);
}

/** The examiner's proposal. */
export async function proposed(examiner: Migratie, requestId: string, outcome: 'Favourable' | 'Unfavourable'): Promise<void> {
  const found = outcome === 'Favourable' ? { validUntil: day(400) } : { conditionsNotMet: ['Salariul este sub cuantumul minim.'] };
  const { data: request } = await answer(examiner.POST('/api/v1/requests/{requestId}/proposals', {
    ...(await seen(examiner, requestId)),
    body: { outcome, facts: 'Contract de muncă pe un an.', reasons: 'Art. 36 din Legea nr. 200/2010.', ...found },
  }));
  assert.equal(request.state, 'Proposed');
}

/** The head's part: decided, and signed at MSign's stand-in. Answers the decision's id. */
export async function signed(head: Migratie, requestId: string, outcome: 'Favourable' | 'Unfavourable'): Promise<string> {
  const { data: waiting } = await answer(head.POST('/api/v1/requests/{requestId}/decisions', {
    ...(await seen(head, requestId)), body: { outcome, position: 'Șef al Direcției regionale Centru' },
  }));
  const documentId = waiting.decisionDocumentId;
  assert.ok(documentId);
  const document = await answer(head.GET('/api/v1/documents/{documentId}', { params: { path: { documentId } } }));
  const { data: signing } = await answer(head.POST('/api/v1/documents/{documentId}/signings', {
    params: { path: { documentId }, header: ifMatch(document) }, body: { returnUrl: `${process.env['MIGRATIE_URL']}/signed` },
  }));
  const id = new URL(signing.handOverUrl ?? '').pathname.split('/').pop() ?? '';
  await atStandIn('/sandbox/msign/signatures', { requestId: id, outcome: 'Sign' });
  assert.ok(await comesBack('/partners/msign/return', { RequestID: id, RelayState: 'x' }));
  return documentId;
}
