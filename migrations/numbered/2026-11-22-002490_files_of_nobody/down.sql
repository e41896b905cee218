drop index history.petitions_by_file, history.foreign_documents_by_file, history.persons_by_specimen, history.persons_by_photo;
