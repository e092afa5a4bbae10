"""Use cases: one history on several machines, through a folder that something else carries."""
