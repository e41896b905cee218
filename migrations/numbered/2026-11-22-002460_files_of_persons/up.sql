-- What else stands on a file that is to lose its key: papers, photos and specimens of signatures of persons on record, powers.
create index foreign_documents_by_file on foreign_documents (file_id) where file_id is not null;
create index persons_by_photo on persons (photo_file_id) where photo_file_id is not null;
create index persons_by_specimen on persons (house.uuid_of(details #>> '{signature,fileId}'))
  where details #>> '{signature,fileId}' is not null;
create index representations_by_file on representations (file_id) where file_id is not null;
