"""The person's data in one SQLite file: typed values in and out, whole changes only, each of which can be undone."""
