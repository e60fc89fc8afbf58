-- Second factor, identities of a provider, steps of a sign-in, emergency access, reveals that end, requests for access.
ALTER TABLE account ADD COLUMN totp_secret TEXT;
ALTER TABLE account ADD COLUMN totp_pending TEXT;
ALTER TABLE account ADD COLUMN totp_step INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN totp_since TEXT;
CREATE TABLE recovery_code (
    account TEXT NOT NULL REFERENCES account ON DELETE CASCADE, code_hash TEXT NOT NULL,
    PRIMARY KEY (account, code_hash)) STRICT, WITHOUT ROWID;
CREATE TABLE account_identity (
    issuer TEXT NOT NULL, subject TEXT NOT NULL, account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    PRIMARY KEY (issuer, subject)) STRICT, WITHOUT ROWID;
CREATE INDEX account_identity_account ON account_identity (account);

ALTER TABLE session ADD COLUMN stage TEXT NOT NULL DEFAULT 'full';

CREATE TABLE emergency (
    emergency_id TEXT PRIMARY KEY, case_id TEXT NOT NULL, account TEXT NOT NULL, reason TEXT NOT NULL,
    begun_at TEXT NOT NULL, until TEXT NOT NULL,
    reviewed_by TEXT, reviewed_at TEXT, finding TEXT, note TEXT) STRICT;
CREATE INDEX emergency_account ON emergency (account, until);
CREATE INDEX emergency_waiting ON emergency (reviewed_at);

CREATE TABLE reveal (
    account TEXT NOT NULL, case_id TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE, local_id TEXT NOT NULL,
    until TEXT NOT NULL, PRIMARY KEY (account, case_id, local_id)) STRICT, WITHOUT ROWID;

CREATE TABLE access_request (
    request_id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES case_file ON DELETE CASCADE, account TEXT NOT NULL,
    reason TEXT NOT NULL, at TEXT NOT NULL, answer TEXT, answered_by TEXT, answered_at TEXT) STRICT;
CREATE INDEX access_request_case ON access_request (case_id, answer);
CREATE INDEX access_request_account ON access_request (account, at);
