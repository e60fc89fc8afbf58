-- The first released layout.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE import_file (
    import_id TEXT PRIMARY KEY, file_name TEXT NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, state TEXT NOT NULL,
    notices TEXT NOT NULL DEFAULT '[]', at TEXT NOT NULL, actor TEXT NOT NULL) STRICT;
CREATE INDEX import_file_sha256 ON import_file (sha256);
CREATE TABLE quarantine (
    import_id TEXT NOT NULL REFERENCES import_file ON DELETE CASCADE, position INTEGER NOT NULL, row INTEGER,
    path TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (import_id, position)) STRICT, WITHOUT ROWID;

CREATE TABLE submission (
    submission_id TEXT PRIMARY KEY, country TEXT NOT NULL, authority TEXT NOT NULL, reference TEXT NOT NULL,
    received TEXT NOT NULL, language TEXT NOT NULL, tlp TEXT, handling TEXT NOT NULL, digest TEXT NOT NULL,
    import_id TEXT REFERENCES import_file ON DELETE SET NULL,
    created_at TEXT NOT NULL, created_by TEXT NOT NULL) STRICT;
CREATE INDEX submission_import ON submission (import_id, digest);

CREATE TABLE case_file (
    case_id TEXT PRIMARY KEY, submission_id TEXT NOT NULL REFERENCES submission, import_id TEXT,
    reference TEXT NOT NULL, reference_key TEXT NOT NULL, text_key TEXT NOT NULL, title TEXT NOT NULL,
    country TEXT NOT NULL, authority TEXT NOT NULL, status TEXT NOT NULL, detected TEXT NOT NULL,
    detected_from TEXT, detected_to TEXT, persons INTEGER NOT NULL, stops INTEGER NOT NULL, countries TEXT NOT NULL,
    tlp TEXT, handling TEXT NOT NULL, causes TEXT NOT NULL, body TEXT NOT NULL, version INTEGER NOT NULL,
    restricted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL, updated_by TEXT NOT NULL) STRICT;
CREATE INDEX case_file_submission ON case_file (submission_id);
CREATE INDEX case_file_reference ON case_file (reference_key);
CREATE INDEX case_file_updated ON case_file (updated_at);
CREATE TABLE case_grant (
    case_id TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE, account TEXT NOT NULL, given_by TEXT NOT NULL,
    given_at TEXT NOT NULL, PRIMARY KEY (case_id, account)) STRICT, WITHOUT ROWID;
CREATE TABLE case_code (
    case_id TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE, list TEXT NOT NULL, code TEXT NOT NULL,
    PRIMARY KEY (case_id, list, code)) STRICT, WITHOUT ROWID;
CREATE INDEX case_code_code ON case_code (list, code, case_id);

CREATE TABLE party (
    party_id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE, local_id TEXT NOT NULL,
    position INTEGER NOT NULL, kind TEXT NOT NULL, capacities TEXT NOT NULL, masked INTEGER NOT NULL,
    gender TEXT NOT NULL, birth TEXT NOT NULL, age_band TEXT NOT NULL, minor INTEGER, countries TEXT NOT NULL,
    persons INTEGER NOT NULL) STRICT;
CREATE INDEX party_case ON party (case_id, position);
CREATE TABLE party_name (
    name_id INTEGER PRIMARY KEY, party_id TEXT NOT NULL REFERENCES party ON DELETE CASCADE,
    case_id TEXT NOT NULL, folded TEXT NOT NULL) STRICT;
CREATE INDEX party_name_party ON party_name (party_id);
CREATE INDEX party_name_case ON party_name (case_id);
CREATE VIRTUAL TABLE name_word USING fts5 (
    folded, keys, grams, tokenize = 'unicode61 remove_diacritics 0 categories ''L* N* Co Mn Mc''', prefix = '2 3');
CREATE VIRTUAL TABLE name_part USING fts5 (folded, tokenize = 'trigram');
INSERT INTO name_word (name_word, rank) VALUES ('secure-delete', 1);
INSERT INTO name_part (name_part, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER party_name_gone AFTER DELETE ON party_name BEGIN
    DELETE FROM name_word WHERE rowid = old.name_id;
    DELETE FROM name_part WHERE rowid = old.name_id;
END;
CREATE TABLE identifier (
    identifier_id INTEGER PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE,
    local_id TEXT NOT NULL, kind TEXT NOT NULL, value_key TEXT NOT NULL, country TEXT NOT NULL,
    holder TEXT REFERENCES party ON DELETE CASCADE) STRICT;
CREATE INDEX identifier_value ON identifier (value_key);
CREATE INDEX identifier_case ON identifier (case_id);
CREATE INDEX identifier_holder ON identifier (holder);
CREATE TABLE stop (
    stop_id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE, route_id TEXT NOT NULL,
    position INTEGER NOT NULL, role TEXT NOT NULL, country TEXT NOT NULL, place TEXT NOT NULL, lat REAL, lon REAL,
    precision TEXT NOT NULL, admin1 TEXT NOT NULL, date TEXT NOT NULL, status TEXT NOT NULL,
    modes TEXT NOT NULL) STRICT;
CREATE INDEX stop_case ON stop (case_id, position);
CREATE INDEX stop_country ON stop (country, role, case_id);

CREATE TABLE link_run (
    run_id TEXT PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT NOT NULL, actor TEXT NOT NULL,
    candidates INTEGER NOT NULL, new INTEGER NOT NULL, gone INTEGER NOT NULL, compared INTEGER NOT NULL,
    blocks_capped INTEGER NOT NULL, seconds REAL NOT NULL, profiles INTEGER NOT NULL, settings TEXT NOT NULL) STRICT;
CREATE TABLE match (
    match_id TEXT PRIMARY KEY, left_id TEXT NOT NULL, right_id TEXT NOT NULL,
    left_case TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE,
    right_case TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE,
    kind TEXT NOT NULL, score REAL NOT NULL, log_odds REAL NOT NULL, evidence TEXT NOT NULL,
    run_id TEXT NOT NULL REFERENCES link_run, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'decided')), verdict TEXT, stale INTEGER NOT NULL DEFAULT 0,
    CHECK (left_id < right_id), UNIQUE (left_id, right_id)) STRICT;
CREATE INDEX match_state ON match (state, score DESC);
CREATE INDEX match_left_case ON match (left_case);
CREATE INDEX match_right_case ON match (right_case);
CREATE TABLE judgement (
    judgement_id TEXT PRIMARY KEY, match_id TEXT NOT NULL REFERENCES match ON DELETE CASCADE, verdict TEXT NOT NULL,
    reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
    undone_by TEXT, undone_at TEXT, undone_reason TEXT) STRICT;
CREATE INDEX judgement_match ON judgement (match_id);

CREATE TABLE state_decision (
    decision_id INTEGER PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE, iso2 TEXT NOT NULL,
    verdict TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX state_decision_case ON state_decision (case_id, iso2);
CREATE TABLE transmission (
    transmission_id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, case_id TEXT NOT NULL, iso2 TEXT NOT NULL,
    language TEXT NOT NULL, sha256 TEXT NOT NULL, authority TEXT NOT NULL, tlp TEXT, handling TEXT NOT NULL,
    status TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX transmission_case ON transmission (case_id);

CREATE TABLE account (
    account TEXT PRIMARY KEY, display TEXT NOT NULL, role TEXT NOT NULL, country TEXT, password_hash TEXT NOT NULL,
    created_at TEXT NOT NULL, created_by TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0, locked_until TEXT, last_sign_in TEXT) STRICT;
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at TEXT NOT NULL, last_seen TEXT NOT NULL, expires_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account);
CREATE TABLE login_attempt (
    attempt_id INTEGER PRIMARY KEY, account TEXT NOT NULL, at TEXT NOT NULL, outcome TEXT NOT NULL) STRICT;
CREATE TABLE setting (
    name TEXT PRIMARY KEY, value TEXT NOT NULL, changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL,
    action TEXT NOT NULL, reason TEXT NOT NULL, objects TEXT NOT NULL, detail TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TABLE audit_object (
    object_id TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES audit,
    PRIMARY KEY (object_id, seq)) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_object_no_update BEFORE UPDATE ON audit_object
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_object_no_delete BEFORE DELETE ON audit_object
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
