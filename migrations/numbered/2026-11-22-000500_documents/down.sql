drop table document_verifications, number_series, document_signings, document_files, issued_documents;
drop table history.document_signings, history.document_files, history.issued_documents;
drop function history.write_document_signings, history.write_document_files, history.write_issued_documents;
