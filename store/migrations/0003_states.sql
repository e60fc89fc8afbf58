-- What a decision on a State rested on, what a person verified or answered before a letter, facts of the office's own.
CREATE TABLE state_ground (
    decision_id INTEGER PRIMARY KEY REFERENCES state_decision ON DELETE CASCADE, ground TEXT NOT NULL) STRICT;
CREATE TABLE fact_check (
    check_id INTEGER PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE, iso2 TEXT NOT NULL,
    subject TEXT NOT NULL, fact TEXT NOT NULL, note TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
    undone_by TEXT, undone_at TEXT) STRICT;
CREATE INDEX fact_check_case ON fact_check (case_id, iso2);
CREATE TABLE risk_answer (
    answer_id INTEGER PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE, iso2 TEXT NOT NULL,
    question TEXT NOT NULL, answer TEXT NOT NULL CHECK (answer IN ('no', 'yes')), reason TEXT NOT NULL,
    lifted_by TEXT NOT NULL DEFAULT '', by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX risk_answer_case ON risk_answer (case_id, iso2);
CREATE TABLE fact_override (
    override_id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('authority', 'party', 'national')),
    subject TEXT NOT NULL, value TEXT NOT NULL, source TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
    withdrawn_by TEXT, withdrawn_at TEXT) STRICT;
CREATE INDEX fact_override_subject ON fact_override (kind, subject);
