/**
 * Bytes as the body of a call that takes no JSON, to spread into it; the contract knows them as text of a media type:
 *
 *     api.PUT('/api/v1/uploads/{uploadId}/parts/{part}', { params: { path: { uploadId, part: 1 } }, ...raw(bytes) })
 */
export const raw = (bytes: Uint8Array<ArrayBuffer>, type = 'application/octet-stream') => ({
  body: '',
  bodySerializer: (): Uint8Array<ArrayBuffer> => bytes,
  headers: { 'Content-Type': type },
});
