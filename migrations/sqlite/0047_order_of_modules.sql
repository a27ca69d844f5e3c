-- The modules of a position stand in an order, and can be changed.
ALTER TABLE job_modules ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job_modules ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
UPDATE job_modules SET number = (SELECT COUNT(*) FROM job_modules o
    WHERE o.position_id = job_modules.position_id
      AND (o.created_at < job_modules.created_at
           OR o.created_at = job_modules.created_at AND o.id <= job_modules.id));
