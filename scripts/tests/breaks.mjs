// Changes of a released contract: `breaks` that the breaking-change check must find, and `harmless` ones that it must let through.

const get = (doc, id) => Object.values(doc.paths).flatMap((item) => Object.values(item)).find((operation) => operation.operationId === id);
const schemas = (doc) => doc.components.schemas;

export const breaks = [
  { name: 'operation removed', plant: (doc) => { delete doc.paths['/api/v1/requests'].get; } },
  { name: 'path removed', plant: (doc) => { delete doc.paths['/api/v1/persons/searches']; } },
  { name: 'operationId renamed', plant: (doc) => { get(doc, 'getRequest').operationId = 'readRequest'; } },
  { name: 'dropped from a view', plant: (doc) => { get(doc, 'getRequest')['x-audience'] = ['efiling', 'intranet']; } },
  { name: 'token asked for', plant: (doc) => { get(doc, 'listServices').security = [{ bearer: [] }]; } },
  { name: 'scope asked for', plant: (doc) => { get(doc, 'getRequest').security = [{ bearer: ['requests'] }]; } },
  { name: 'success status removed', plant: (doc) => { const { responses } = get(doc, 'createRequest'); responses['202'] = responses['201']; delete responses['201']; } },
  { name: 'error status removed', plant: (doc) => { delete get(doc, 'createRequest').responses['409']; } },
  { name: 'media type removed', plant: (doc) => { const { content } = get(doc, 'updateRequest').requestBody; content['application/json'] = content['application/merge-patch+json']; delete content['application/merge-patch+json']; } },
  { name: 'header removed', plant: (doc) => { delete get(doc, 'getRequest').responses['200'].headers.ETag; } },
  { name: 'query parameter removed', plant: (doc) => { get(doc, 'listRequests').parameters.pop(); } },
  { name: 'required parameter added', plant: (doc) => { get(doc, 'listServices').parameters.push({ name: 'kind', in: 'query', required: true, schema: { type: 'string', maxLength: 5 } }); } },
  { name: 'parameter made required', plant: (doc) => { doc.components.parameters.Cursor.required = true; } },
  { name: 'parameter narrowed', plant: (doc) => { doc.components.parameters.Limit.schema.maximum = 100; } },
  { name: 'required field added to a request', plant: (doc) => { schemas(doc).NewRequest.properties.office = { type: 'string', maxLength: 9 }; schemas(doc).NewRequest.required.push('office'); } },
  { name: 'field made required in a request', plant: (doc) => { schemas(doc).NewRequest.required.push('days'); } },
  { name: 'field removed from a closed request', plant: (doc) => { delete schemas(doc).NewRequest.properties.days; } },
  { name: 'string shortened in a request', plant: (doc) => { schemas(doc).NewRequest.properties.note.maxLength = 100; } },
  { name: 'pattern added to a request', plant: (doc) => { schemas(doc).PersonSearch.properties.surname.pattern = '^[A-Z]+$'; } },
  { name: 'bound added to a request', plant: (doc) => { schemas(doc).NewRequest.properties.note.minLength = 5; } },
  { name: 'null no longer taken', plant: (doc) => { schemas(doc).NewRequest.properties.note.type = 'string'; } },
  { name: 'type changed in a request', plant: (doc) => { schemas(doc).NewRequest.properties.days.type = 'string'; } },
  { name: 'value removed from a request enumeration', plant: (doc) => { schemas(doc).Purpose.enum = ['Work', 'Study']; } },
  { name: 'enumeration put on a request field', plant: (doc) => { schemas(doc).NewRequest.properties.days.enum = [30, 90]; } },
  { name: 'open request closed', before: (doc) => { delete schemas(doc).NewRequest.additionalProperties; }, plant: (doc) => { schemas(doc).NewRequest.additionalProperties = false; } },
  { name: 'field removed from an answer', plant: (doc) => { delete schemas(doc).Request.properties.language; } },
  { name: 'field may be absent in an answer', plant: (doc) => { schemas(doc).Request.required = ['id']; } },
  { name: 'null may be answered', plant: (doc) => { schemas(doc).Request.properties.state = { oneOf: [{ $ref: '#/components/schemas/RequestState' }, { type: 'null' }] }; } },
  { name: 'type changed in an answer', plant: (doc) => { schemas(doc).Money.properties.amount = { type: 'number' }; } },
  { name: 'value added to an answer enumeration', plant: (doc) => { schemas(doc).ServiceKind.enum.push('Card'); } },
  {
    name: 'form removed from a choice in a request',
    before: (doc) => { schemas(doc).NewRequest.properties.office = { oneOf: [{ type: 'string', maxLength: 5 }, { type: 'integer' }] }; },
    plant: (doc) => { schemas(doc).NewRequest.properties.office = { oneOf: [{ type: 'string', maxLength: 5 }] }; },
  },
];

export const harmless = [
  { name: 'nothing', plant: () => {} },
  { name: 'operation added', plant: (doc) => { doc.paths['/api/v1/offices'] = { get: { ...get(doc, 'listServices'), operationId: 'listOffices' } }; } },
  { name: 'optional field added to a request', plant: (doc) => { schemas(doc).NewRequest.properties.office = { type: 'string', maxLength: 9 }; } },
  { name: 'field added to an answer', plant: (doc) => { schemas(doc).Request.properties.office = { type: 'string', maxLength: 9 }; schemas(doc).Request.required.push('office'); } },
  { name: 'string lengthened in a request', plant: (doc) => { schemas(doc).RequestPatch.properties.note.maxLength = 500; } },
  { name: 'value added to a request enumeration only', plant: (doc) => { schemas(doc).NewRequest.properties.purposes.items = { type: 'string', enum: ['Work', 'Study', 'Family', 'Research'] }; } },
  { name: 'optional parameter added', plant: (doc) => { get(doc, 'listRequests').parameters.push({ name: 'office', in: 'query', schema: { type: 'string', maxLength: 9 } }); } },
  { name: 'path parameter renamed', plant: (doc) => { doc.paths['/api/v1/services/{id}'] = doc.paths['/api/v1/services/{serviceId}']; delete doc.paths['/api/v1/services/{serviceId}']; doc.components.parameters.ServiceId.name = 'id'; } },
  { name: 'schema renamed', plant: (doc) => { schemas(doc).Draft = schemas(doc).NewRequest; get(doc, 'createRequest').requestBody.content['application/json'].schema.$ref = '#/components/schemas/Draft'; } },
  {
    name: 'U+0000 said of a text that is not blank',
    before: (doc) => { schemas(doc).NewRequest.properties.note.pattern = '\\S'; },
    plant: (doc) => { schemas(doc).NewRequest.properties.note.pattern = '^[^\\x00]*[^\\s\\x00][^\\x00]*$'; },
  },
  { name: 'recursive choice kept', before: recursive, plant: recursive },
];

/** A schema that contains itself through a choice: the comparison must come to an end. */
function recursive(doc) {
  schemas(doc).Condition = { oneOf: [{ type: 'object', properties: { all: { type: 'array', maxItems: 5, items: { $ref: '#/components/schemas/Condition' } } } }, { type: 'string', maxLength: 9 }] };
  schemas(doc).NewRequest.properties.condition = { $ref: '#/components/schemas/Condition' };
}
