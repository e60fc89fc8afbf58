-- Signed heads of the log; until when a submission is kept; a name for the store that goes with its copies.
CREATE TABLE audit_checkpoint (
    seq INTEGER PRIMARY KEY, store_id TEXT NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL, public_key TEXT NOT NULL,
    signature TEXT NOT NULL) STRICT;
CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE INDEX audit_action ON audit (action, seq);
CREATE INDEX audit_actor ON audit (actor, seq);
CREATE TABLE retention (
    submission_id TEXT PRIMARY KEY REFERENCES submission ON DELETE CASCADE, due TEXT NOT NULL, reason TEXT NOT NULL,
    set_by TEXT NOT NULL, set_at TEXT NOT NULL) STRICT;
CREATE INDEX retention_due ON retention (due);
INSERT OR IGNORE INTO meta (name, value) VALUES ('store_id', lower(hex(randomblob(8))));
