-- With which visit another one was swapped, and on which day that was.
ALTER TABLE visit_events ADD COLUMN other_id BLOB REFERENCES visits (session_id);
ALTER TABLE visit_events ADD COLUMN other_day TEXT;

-- When a visit began, ended and was opened again is a part of its history, too. Until now it was read
-- from the log.
INSERT INTO visit_events (id, session_id, kind, reason, actor_id, at)
SELECT a.id, v.session_id,
       CASE a.action WHEN 'session.opened' THEN 'opened' WHEN 'session.closed' THEN 'finished'
                     ELSE 'reopened' END,
       COALESCE(json_extract(a.detail, '$.reason'), ''), a.actor_id, a.at
FROM audit a JOIN visits v ON v.session_id = a.subject_id
WHERE a.action IN ('session.opened', 'session.closed', 'session.reopened');
