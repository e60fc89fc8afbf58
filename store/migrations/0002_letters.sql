-- The register in full: both directions, what happened to each line, who signed; conditions received and permissions.
ALTER TABLE transmission ADD COLUMN direction TEXT NOT NULL DEFAULT 'out' CHECK (direction IN ('out', 'in'));
ALTER TABLE transmission ADD COLUMN channel TEXT NOT NULL DEFAULT '';
ALTER TABLE transmission ADD COLUMN day TEXT NOT NULL DEFAULT '';
ALTER TABLE transmission ADD COLUMN basis TEXT NOT NULL DEFAULT '[]';
ALTER TABLE transmission ADD COLUMN conditions TEXT NOT NULL DEFAULT '[]';
ALTER TABLE transmission ADD COLUMN reference TEXT NOT NULL DEFAULT '';
ALTER TABLE transmission ADD COLUMN deadline TEXT NOT NULL DEFAULT '';
ALTER TABLE transmission ADD COLUMN content_sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE transmission ADD COLUMN supplement_of TEXT NOT NULL DEFAULT '';
ALTER TABLE transmission ADD COLUMN signed_by TEXT NOT NULL DEFAULT '';
CREATE INDEX transmission_state ON transmission (iso2, direction);
CREATE TRIGGER transmission_no_delete BEFORE DELETE ON transmission
    BEGIN SELECT RAISE(ABORT, 'the register is kept'); END;

CREATE TABLE transmission_event (
    event_id INTEGER PRIMARY KEY AUTOINCREMENT, transmission_id TEXT NOT NULL REFERENCES transmission,
    kind TEXT NOT NULL, day TEXT NOT NULL, detail TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL,
    at TEXT NOT NULL) STRICT;
CREATE INDEX transmission_event_line ON transmission_event (transmission_id, event_id);
CREATE TRIGGER transmission_event_no_update BEFORE UPDATE ON transmission_event
    BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;
CREATE TRIGGER transmission_event_no_delete BEFORE DELETE ON transmission_event
    BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;

CREATE TABLE transmission_subject (
    transmission_id TEXT NOT NULL REFERENCES transmission, party_id TEXT NOT NULL,
    PRIMARY KEY (transmission_id, party_id)) STRICT, WITHOUT ROWID;
CREATE INDEX transmission_subject_party ON transmission_subject (party_id);
CREATE TABLE transmission_file (
    transmission_id TEXT NOT NULL REFERENCES transmission, kind TEXT NOT NULL, language TEXT NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (transmission_id, kind, language)) STRICT, WITHOUT ROWID;
-- The hash stays for good; the bytes hold persons' data and go with their case.
CREATE TABLE transmission_body (
    transmission_id TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE, body BLOB NOT NULL,
    PRIMARY KEY (transmission_id, kind, language)) STRICT;
CREATE INDEX transmission_body_case ON transmission_body (case_id);
CREATE TABLE letter_work (
    transmission_id TEXT PRIMARY KEY REFERENCES transmission,
    case_id TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE, work TEXT NOT NULL, authors TEXT NOT NULL,
    updated_at TEXT NOT NULL, updated_by TEXT NOT NULL) STRICT;
CREATE INDEX letter_work_case ON letter_work (case_id);

CREATE TABLE received_condition (
    condition_id TEXT PRIMARY KEY, transmission_id TEXT NOT NULL REFERENCES transmission, case_id TEXT NOT NULL,
    scope TEXT NOT NULL, kind TEXT NOT NULL, note TEXT NOT NULL, until TEXT NOT NULL, sender TEXT NOT NULL,
    authority TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX received_condition_case ON received_condition (case_id);
CREATE TABLE sender_permission (
    permission_id TEXT PRIMARY KEY, sender TEXT NOT NULL, case_id TEXT NOT NULL, scope TEXT NOT NULL,
    kinds TEXT NOT NULL, recipient TEXT NOT NULL, granted_by TEXT NOT NULL, reference TEXT NOT NULL,
    day TEXT NOT NULL, expires TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, withdrawn_by TEXT NOT NULL DEFAULT '',
    withdrawn_at TEXT NOT NULL DEFAULT '', withdrawn_reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX sender_permission_case ON sender_permission (case_id);
