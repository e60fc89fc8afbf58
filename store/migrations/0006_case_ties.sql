-- Ties between cases through what they share, as the last run of the matching found them.
CREATE TABLE case_tie (
    case_a TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE,
    case_b TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE,
    reason TEXT NOT NULL, what TEXT NOT NULL, strength REAL NOT NULL, sharing INTEGER NOT NULL, records TEXT NOT NULL,
    run_id TEXT NOT NULL REFERENCES link_run, PRIMARY KEY (case_a, case_b, reason)) STRICT, WITHOUT ROWID;
CREATE INDEX case_tie_b ON case_tie (case_b);
