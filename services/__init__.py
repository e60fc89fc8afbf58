"""Use cases: check the right, call the cores, write records and audit in one transaction."""
