-- What one change tells somebody of several things is one letter; those it stands for stay as rows
-- `within` it, so that it can be taken apart, and one can see who has heard of what.
ALTER TABLE letters ADD COLUMN in_letter UUID REFERENCES letters (id)
    CHECK ((state = 'within') = (in_letter IS NOT NULL));
CREATE INDEX letters_by_letter ON letters (in_letter) WHERE in_letter IS NOT NULL;
