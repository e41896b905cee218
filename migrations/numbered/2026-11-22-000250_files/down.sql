drop table upload_parts, uploads, files;
drop table history.files;
drop function history.write_files;
