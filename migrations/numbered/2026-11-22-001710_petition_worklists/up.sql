-- What an examiner has in hand, what waits for one, and petitions by who wrote them.
create index petitions_in_hand on petitions (assigned_to, due_at, id) where assigned_to is not null;
create index petitions_by_lead on petitions (lead_subdivision_id, registered_at) where lead_subdivision_id is not null;
create index petitions_by_email on petitions (lower(petitioner->>'email')) where petitioner->>'email' is not null;
create index petitions_by_words on petitions using gin (((petitioner->>'name') || ' ' || object) gin_trgm_ops);
