"""Every verb a person can do, a file per kind of work. Pages and commands call only these."""
