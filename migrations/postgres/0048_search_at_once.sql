-- New things go into the index itself. Kept for later, as PostgreSQL does by itself, they are looked
-- through one by one in every search, for every word and person that it asks for.
ALTER INDEX findable_index SET (fastupdate = off);
SELECT gin_clean_pending_list('findable_index');
