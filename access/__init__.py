"""Who may see and do what: roles, relation to a case, handling, masking. Pure rules; data in ``data/``."""
