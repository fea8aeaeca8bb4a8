-- What servers on one database tell each other about their memory; only PostgreSQL lets several write. One row for each
-- transaction that has something to tell, gone after two minutes.
CREATE TABLE foundation_notices (
    xact    BIGINT NOT NULL PRIMARY KEY,         -- pg_current_xact_id() of the transaction that told it
    changes TEXT   NOT NULL                      -- {"about": [ids …], …}
);

CREATE TABLE foundation_notice_sweeps (
    id       SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    swept_to BIGINT   NOT NULL                   -- notices of older transactions may be gone
);
INSERT INTO foundation_notice_sweeps (id, swept_to) VALUES (1, 0);
