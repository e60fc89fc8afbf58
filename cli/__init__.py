"""The command line: every step without a browser."""
