-- Whoever was named in the last decision about a concept looks after it until its day of review.
INSERT INTO keeping (kind, subject_id, owner_id, review_on)
SELECT 'concept', d.concept_id, d.owner_id, d.review_on FROM decisions d
WHERE d.number = (SELECT MAX(x.number) FROM decisions x WHERE x.concept_id = d.concept_id)
ON CONFLICT DO NOTHING;
