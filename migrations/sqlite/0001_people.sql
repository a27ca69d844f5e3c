-- Who works where. Nobody is ever deleted: history points here.
CREATE TABLE branches (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL DEFAULT '',
    time_zone TEXT NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    revision INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE departments (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    revision INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE positions (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    revision INTEGER NOT NULL DEFAULT 1
);

-- `folded` holds name, e-mail and number without case and accents, for search.
CREATE TABLE people (
    id BLOB PRIMARY KEY,
    employee_number TEXT UNIQUE,
    email TEXT UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    branch_id BLOB NOT NULL REFERENCES branches (id),
    department_id BLOB REFERENCES departments (id),
    position_id BLOB REFERENCES positions (id),
    hired_on TEXT,
    language TEXT,
    time_zone TEXT,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    password_hash TEXT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL
);
CREATE INDEX people_by_branch ON people (branch_id);
CREATE INDEX people_by_department ON people (department_id);
CREATE INDEX people_by_position ON people (position_id);
CREATE INDEX people_by_name ON people (folded);

-- A grant without branch and department holds for the whole company.
CREATE TABLE grants (
    id BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    branch_id BLOB REFERENCES branches (id),
    department_id BLOB REFERENCES departments (id)
);
CREATE INDEX grants_by_person ON grants (person_id);

-- A file being imported, kept between its preview and its confirmation.
CREATE TABLE imports (
    id BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id),
    file_name TEXT NOT NULL,
    content BLOB NOT NULL,
    created_at TEXT NOT NULL
);
