-- A period is [valid_from_day, valid_to_day); 2932896 (9999-12-31) stands for "no end known".
CREATE TABLE units_units (
    id             BIGINT NOT NULL PRIMARY KEY,
    code           TEXT   NOT NULL CHECK (code <> ''),
    valid_from_day BIGINT NOT NULL,
    valid_to_day   BIGINT NOT NULL CHECK (valid_to_day > valid_from_day)
);
-- A code may live on in the unit that follows, so it is one unit's only within a period.
CREATE UNIQUE INDEX units_units_by_code ON units_units (code, valid_from_day);

CREATE TABLE units_names (
    unit_id        BIGINT NOT NULL REFERENCES units_units (id),
    name           TEXT   NOT NULL CHECK (name <> ''),
    kind           TEXT   NOT NULL CHECK (kind IN ('province', 'commune', 'ward', 'special_zone', 'hamlet', 'department',
                                                   'office', 'branch', 'school', 'enterprise', 'party_cell')),
    valid_from_day BIGINT NOT NULL,
    valid_to_day   BIGINT NOT NULL CHECK (valid_to_day > valid_from_day),
    PRIMARY KEY (unit_id, valid_from_day)
);

-- A unit without a link on some day is the root of a tree on that day.
CREATE TABLE units_links (
    unit_id        BIGINT NOT NULL REFERENCES units_units (id),
    parent_id      BIGINT NOT NULL REFERENCES units_units (id) CHECK (parent_id <> unit_id),
    valid_from_day BIGINT NOT NULL,
    valid_to_day   BIGINT NOT NULL CHECK (valid_to_day > valid_from_day),
    PRIMARY KEY (unit_id, valid_from_day)
);
CREATE INDEX units_links_by_parent ON units_links (parent_id);

CREATE TABLE units_successions (
    from_unit BIGINT NOT NULL REFERENCES units_units (id),
    to_unit   BIGINT NOT NULL REFERENCES units_units (id),  -- the same unit when it was only renamed
    kind      TEXT   NOT NULL CHECK (kind IN ('merge', 'split', 'rename')),
    day       BIGINT NOT NULL,
    PRIMARY KEY (from_unit, to_unit, kind, day)
);

CREATE TABLE units_populations (
    unit_id      BIGINT NOT NULL REFERENCES units_units (id),
    target_group TEXT   NOT NULL CHECK (target_group IN ('', 'official', 'student', 'worker', 'business', 'citizen')),  -- '': all
    year         BIGINT NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    people_count BIGINT NOT NULL CHECK (people_count >= 0),
    source       TEXT   NOT NULL CHECK (source <> ''),
    PRIMARY KEY (unit_id, target_group, year)
);

-- Today's trees as pairs, so that a report reaches a whole subtree with one join.
CREATE TABLE units_closure (
    ancestor_id BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    PRIMARY KEY (ancestor_id, unit_id)
);
CREATE INDEX units_closure_by_unit ON units_closure (unit_id);
CREATE VIEW units_report_closure AS SELECT ancestor_id, unit_id FROM units_closure;

-- One row: how often the units changed, and the day the closure shows.
CREATE TABLE units_state (
    id          BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    revision    BIGINT NOT NULL,
    closure_day BIGINT NOT NULL
);
INSERT INTO units_state (id, revision, closure_day) VALUES (1, 0, 0);
