-- Whether a record had a file that is looked at for retention, before another took its place.
create index persons_by_photo on history.persons (photo_file_id) where photo_file_id is not null;
create index persons_by_specimen on history.persons (house.uuid_of(details #>> '{signature,fileId}'))
  where details #>> '{signature,fileId}' is not null;
create index foreign_documents_by_file on history.foreign_documents (file_id) where file_id is not null;
create index petitions_by_file on history.petitions (file_id) where file_id is not null;
